#requires -Version 5.1
<#
.SYNOPSIS
    Reads a Microsoft 365 directory into one folder of JSON files for Tenantry. Changes nothing.

.DESCRIPTION
    Every request is a GET, or a $batch that consists of GETs. The script signs in with the read
    permissions that the chosen parts need, follows every page, waits when the service asks it to,
    and writes each page to its own file as it arrives. If it is interrupted, run the same command
    again: it goes on where it stopped. At the end manifest.json says what is there, what is
    missing and why. Drop the folder onto Tenantry.

    The only thing that can remain in the tenant is the consent that the sign-in page asks for
    ("Microsoft Graph Command Line Tools"), should nobody have given it before.

    The files hold personal data. Keep the folder where only you can read it and delete it when
    Tenantry has taken it in.

    Needs the module Microsoft.Graph.Authentication, and no other:
        Install-Module Microsoft.Graph.Authentication -Scope CurrentUser
    Runs in Windows PowerShell 5.1 and in PowerShell 7.

.PARAMETER OutputFolder
    Folder for the files. Made if it does not exist. Default: TenantryDirectory in the present one.

.PARAMETER Environment
    The cloud of the tenant: Global, USGov (GCC High), USGovDoD or China (21Vianet).

.PARAMETER TenantId
    Tenant to sign in to, as id or domain. Default: the tenant of whoever signs in.

.PARAMETER Parts
    Only these parts. Default: all.

.PARAMETER SkipUsers
    Without users. Likewise the other Skip switches, one for each part.

.PARAMETER AuditDays
    How many days of the audit log to read. The service keeps 7 (free) or 30 (premium). A run that
    goes on keeps the days that it began with.

.PARAMETER IncludeHiddenMembership
    Also read the members of groups whose membership is hidden; asks for Member.Read.Hidden.

.PARAMETER IncludeLeaveDates
    Also read employeeLeaveDateTime; asks for User-LifeCycleInfo.Read.All.

.PARAMETER UseCurrentConnection
    Use the connection of an earlier Connect-MgGraph instead of signing in. For unattended runs.

.PARAMETER ListOnly
    Sign in to nothing, ask nothing: list each part with its permissions and requests.

.PARAMETER Restart
    Throw away what an earlier run left in the folder and begin anew.

.EXAMPLE
    .\Get-TenantryDirectory.ps1 -ListOnly

.EXAMPLE
    .\Get-TenantryDirectory.ps1 -OutputFolder C:\Export\Contoso -SkipAudit -SkipSignInActivity

.EXAMPLE
    .\Get-TenantryDirectory.ps1 -Parts users, groups, groupMembers -Environment USGov
#>
[CmdletBinding()]
param(
    [string] $OutputFolder = 'TenantryDirectory',
    [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')]
    [string] $Environment = 'Global',
    [string] $TenantId,
    [ValidateSet('organization', 'products', 'roles', 'extensions', 'users', 'signInActivity',
        'deletedUsers', 'groups', 'groupMembers', 'groupOwners', 'groupPolicies',
        'policies', 'devices', 'audit')]
    [string[]] $Parts,
    [switch] $SkipOrganization,
    [switch] $SkipProducts,
    [switch] $SkipRoles,
    [switch] $SkipExtensions,
    [switch] $SkipUsers,
    [switch] $SkipSignInActivity,
    [switch] $SkipDeletedUsers,
    [switch] $SkipGroups,
    [switch] $SkipGroupMembers,
    [switch] $SkipGroupOwners,
    [switch] $SkipGroupPolicies,
    [switch] $SkipPolicies,
    [switch] $SkipDevices,
    [switch] $SkipAudit,
    [ValidateRange(1, 3650)]
    [int] $AuditDays = 30,
    [switch] $IncludeHiddenMembership,
    [switch] $IncludeLeaveDates,
    [switch] $UseCurrentConnection,
    [switch] $ListOnly,
    [switch] $Restart
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'

$CollectorVersion = '1.0'
$FormatVersion = 1
$MostAttempts = 10
$MostAttemptsWithoutAnswer = 6
$LongestWait = 120
$LongestWaitAskedFor = 3600

# Invariant: in some cultures ':' prints as '.', and a year can be 2569.
function Get-UtcText {
    param([DateTime] $Time)
    return $Time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
}

#region What is read

$UserAttributes = @(
    'id', 'accountEnabled', 'ageGroup', 'assignedLicenses', 'assignedPlans', 'businessPhones',
    'city', 'companyName', 'consentProvidedForMinor', 'country', 'createdDateTime', 'creationType',
    'department', 'displayName', 'employeeHireDate', 'employeeId', 'employeeOrgData',
    'employeeType', 'externalUserState', 'externalUserStateChangeDateTime', 'faxNumber',
    'givenName', 'identities', 'imAddresses', 'isManagementRestricted', 'isResourceAccount',
    'jobTitle', 'lastPasswordChangeDateTime', 'legalAgeGroupClassification',
    'licenseAssignmentStates', 'mail', 'mailNickname', 'mobilePhone', 'officeLocation',
    'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesExtensionAttributes',
    'onPremisesImmutableId', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors',
    'onPremisesSamAccountName', 'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled',
    'onPremisesUserPrincipalName', 'otherMails', 'passwordPolicies', 'postalCode',
    'preferredDataLocation', 'preferredLanguage', 'proxyAddresses', 'securityIdentifier',
    'serviceProvisioningErrors', 'showInAddressList', 'signInSessionsValidFromDateTime', 'state',
    'streetAddress', 'surname', 'usageLocation', 'userPrincipalName', 'userType'
)

$DeletedUserAttributes = @(
    'id', 'accountEnabled', 'assignedLicenses', 'companyName', 'createdDateTime',
    'deletedDateTime', 'department', 'displayName', 'employeeId', 'givenName', 'jobTitle', 'mail',
    'mailNickname', 'onPremisesSyncEnabled', 'proxyAddresses', 'surname', 'usageLocation',
    'userPrincipalName', 'userType'
)

$GroupAttributes = @(
    'id', 'assignedLabels', 'assignedLicenses', 'classification', 'createdDateTime', 'description',
    'displayName', 'expirationDateTime', 'groupTypes', 'isAssignableToRole',
    'isManagementRestricted', 'licenseProcessingState', 'mail', 'mailEnabled', 'mailNickname',
    'membershipRule', 'membershipRuleProcessingState', 'onPremisesDomainName',
    'onPremisesLastSyncDateTime', 'onPremisesNetBiosName', 'onPremisesProvisioningErrors',
    'onPremisesSamAccountName', 'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled',
    'preferredDataLocation', 'preferredLanguage', 'proxyAddresses', 'renewedDateTime',
    'securityEnabled', 'securityIdentifier', 'serviceProvisioningErrors', 'theme', 'uniqueName',
    'visibility'
)

$DeviceAttributes = @(
    'id', 'accountEnabled', 'approximateLastSignInDateTime', 'complianceExpirationDateTime',
    'deviceCategory', 'deviceId', 'deviceOwnership', 'deviceVersion', 'displayName', 'domainName',
    'enrollmentProfileName', 'enrollmentType', 'extensionAttributes', 'hostnames', 'isCompliant',
    'isManaged', 'isManagementRestricted', 'isRooted', 'managementType', 'manufacturer',
    'mdmAppId', 'model', 'onPremisesLastSyncDateTime', 'onPremisesSecurityIdentifier',
    'onPremisesSyncEnabled', 'operatingSystem', 'operatingSystemVersion', 'physicalIds',
    'profileType', 'registrationDateTime', 'systemLabels', 'trustType'
)

# Kind 'pages' follows @odata.nextLink from one request to the end; a single object is one page. Kind 'batches' asks once for
# each object of another part, twenty at a time, and follows the pages of each. Devices are read
# from beta because v1.0 does not have their extensionAttributes.
$Since = Get-UtcText ([DateTime]::UtcNow.AddDays(-$AuditDays))
$Plan = @(
    @{ Name = 'organization'; Skip = $SkipOrganization; Scopes = @('Organization.Read.All', 'Domain.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'organization'; Path = '/v1.0/organization' },
            @{ Kind = 'pages'; File = 'domains'; Path = '/v1.0/domains' }
        ) },
    @{ Name = 'products'; Skip = $SkipProducts; Scopes = @('Organization.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'subscribedSkus'; Path = '/v1.0/subscribedSkus' },
            @{ Kind = 'pages'; File = 'subscriptions'; Path = '/v1.0/directory/subscriptions' }
        ) },
    @{ Name = 'roles'; Skip = $SkipRoles; Scopes = @('RoleManagement.Read.Directory')
        Steps = @(
            @{ Kind = 'pages'; File = 'roleDefinitions'; Path = '/v1.0/roleManagement/directory/roleDefinitions' },
            @{ Kind = 'pages'; File = 'roleAssignments'; Path = '/v1.0/roleManagement/directory/roleAssignments' }
        ) },
    @{ Name = 'extensions'; Skip = $SkipExtensions; Scopes = @('Application.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'applications'; Path = '/v1.0/applications'; Select = @('id', 'appId', 'displayName'); Top = 999 },
            @{ Kind = 'batches'; File = 'extensionProperties'; Over = 'applications'; Path = '/applications/{id}/extensionProperties'; IdName = 'applicationId'; ListName = 'extensionProperties' }
        ) },
    @{ Name = 'users'; Skip = $SkipUsers; Scopes = @('User.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'users'; Path = '/v1.0/users'; Select = $UserAttributes; Query = '$expand=manager($select=id)'; Top = 999; Extensions = $true }
        ) },
    @{ Name = 'signInActivity'; Skip = $SkipSignInActivity; Scopes = @('User.Read.All', 'AuditLog.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'signInActivity'; Path = '/v1.0/users'; Select = @('id', 'signInActivity'); Top = 500 }
        ) },
    @{ Name = 'deletedUsers'; Skip = $SkipDeletedUsers; Scopes = @('User.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'deletedUsers'; Path = '/v1.0/directory/deletedItems/microsoft.graph.user'; Select = $DeletedUserAttributes; Top = 999 }
        ) },
    @{ Name = 'groups'; Skip = $SkipGroups; Scopes = @('GroupMember.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'groups'; Path = '/v1.0/groups'; Select = $GroupAttributes; Top = 999 }
        ) },
    @{ Name = 'groupMembers'; Skip = $SkipGroupMembers; Scopes = @('GroupMember.Read.All')
        Steps = @(
            @{ Kind = 'batches'; File = 'groupMembers'; Over = 'groups'; Path = '/groups/{id}/members?$select=id&$top=999'; IdName = 'groupId'; ListName = 'members'; Hidden = $true }
        ) },
    @{ Name = 'groupOwners'; Skip = $SkipGroupOwners; Scopes = @('GroupMember.Read.All')
        Steps = @(
            @{ Kind = 'batches'; File = 'groupOwners'; Over = 'groups'; Path = '/groups/{id}/owners?$select=id&$top=999'; IdName = 'groupId'; ListName = 'owners' }
        ) },
    @{ Name = 'groupPolicies'; Skip = $SkipGroupPolicies; Scopes = @('Directory.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'groupSettings'; Path = '/v1.0/groupSettings' },
            @{ Kind = 'pages'; File = 'groupLifecyclePolicies'; Path = '/v1.0/groupLifecyclePolicies' }
        ) },
    @{ Name = 'policies'; Skip = $SkipPolicies; Scopes = @('Policy.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'authorizationPolicy'; Path = '/v1.0/policies/authorizationPolicy' }
        ) },
    @{ Name = 'devices'; Skip = $SkipDevices; Scopes = @('Device.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'devices'; Path = '/beta/devices'; Select = $DeviceAttributes; Query = '$expand=registeredOwners($select=id)'; Top = 999 }
        ) },
    @{ Name = 'audit'; Skip = $SkipAudit; Scopes = @('AuditLog.Read.All')
        Steps = @(
            @{ Kind = 'pages'; File = 'directoryAudits'; Path = '/v1.0/auditLogs/directoryAudits'; Query = ('$filter=' + [Uri]::EscapeDataString('activityDateTime ge ' + $Since)); Top = 999 }
        ) }
)

$Wanted = @($Plan | Where-Object { -not $_.Skip -and (-not $Parts -or $Parts -contains $_.Name) })
$WantedNames = @($Wanted | ForEach-Object { $_.Name })
if ($IncludeLeaveDates -and $WantedNames -contains 'users') {
    foreach ($part in $Wanted) {
        if ($part.Name -eq 'users') {
            $part.Scopes = @($part.Scopes) + 'User-LifeCycleInfo.Read.All'
            $part.Steps = @($part.Steps) + @{ Kind = 'pages'; File = 'leaveDates'; Path = '/v1.0/users'; Select = @('id', 'employeeLeaveDateTime'); Top = 999 }
        }
    }
}
$Scopes = @($Wanted | ForEach-Object { $_.Scopes })
if ($IncludeHiddenMembership -and $WantedNames -contains 'groupMembers') {
    $Scopes += 'Member.Read.Hidden'
}
$Scopes = @($Scopes | Sort-Object -Unique)

function Get-StepUri {
    param([hashtable] $Step)
    if ($Step.Kind -eq 'batches') {
        return $Step.Path
    }
    $query = @()
    if ($Step.Select) {
        $query += '$select=' + (@($Step.Select) -join ',')
    }
    if ($Step.Query) {
        $query += $Step.Query
    }
    if ($Step.Top) {
        $query += '$top=' + $Step.Top
    }
    if ($query.Count -eq 0) {
        return $Step.Path
    }
    return $Step.Path + '?' + ($query -join '&')
}

if ($ListOnly) {
    foreach ($part in $Wanted) {
        foreach ($step in $part.Steps) {
            [pscustomobject]@{
                Part    = $part.Name
                Scopes  = $part.Scopes -join ', '
                Method  = $(if ($step.Kind -eq 'batches') { 'POST /v1.0/$batch of GET' } else { 'GET' })
                Request = Get-StepUri $step
                Files   = $step.File + '-*.json'
            }
        }
    }
    return
}

#endregion

#region Files

$Utf8 = New-Object System.Text.UTF8Encoding $false
$Folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputFolder)
$StateFile = [IO.Path]::Combine($Folder, 'state.json')
$ManifestFile = [IO.Path]::Combine($Folder, 'manifest.json')
$LogFile = [IO.Path]::Combine($Folder, 'collector.log')

function Get-Now {
    return Get-UtcText ([DateTime]::UtcNow)
}

function Write-Log {
    param([string] $Text)
    $line = (Get-Now) + ' ' + $Text
    [IO.File]::AppendAllText($LogFile, $line + [Environment]::NewLine, $Utf8)
    Write-Host $line
}

# First the whole text under another name, then the name: a run that is cut off leaves the old file
# or the new one, never half of one.
function Write-WholeFile {
    param([string] $Path, [string] $Text)
    $new = $Path + '.new'
    [IO.File]::WriteAllText($new, $Text, $Utf8)
    [IO.File]::Delete($Path)
    [IO.File]::Move($new, $Path)
}

function Read-WholeFile {
    param([string] $Path)
    foreach ($candidate in @($Path, ($Path + '.new'))) {
        if ([IO.File]::Exists($candidate)) {
            return [IO.File]::ReadAllText($candidate, $Utf8)
        }
    }
    return $null
}

# The reader of Windows PowerShell stops at 2 MB and its objects cannot hold names that differ in
# case only, so both editions read into dictionaries.
function ConvertFrom-JsonText {
    param([string] $Text)
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        return ConvertFrom-Json -InputObject $Text -AsHashtable -Depth 100
    }
    Add-Type -AssemblyName System.Web.Extensions
    $reader = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $reader.MaxJsonLength = [int]::MaxValue
    $reader.RecursionLimit = 100
    return $reader.DeserializeObject($Text)
}

function Get-PageFile {
    param([string] $File, [int] $Number)
    return '{0}-{1:d4}.json' -f $File, $Number
}

#endregion

#region Progress that survives

function New-State {
    return @{ format = $FormatVersion; tenantId = ''; environment = $Environment; since = $Since; startedUtc = (Get-Now); steps = @{} }
}

function Save-State {
    Write-WholeFile -Path $StateFile -Text (ConvertTo-Json -InputObject $script:State -Depth 8)
}

function New-StepState {
    return @{ status = 'running'; files = 0; count = 0; next = ''; position = 0; pending = @(); omitted = @(); failed = 0; error = ''; startedUtc = (Get-Now); finishedUtc = '' }
}

# PowerShell 7 makes times of JSON texts that look like one.
function Get-Text {
    param($Value)
    if ($Value -is [DateTime]) {
        return Get-UtcText $Value
    }
    return [string] $Value
}

function Read-State {
    $text = Read-WholeFile $StateFile
    if (-not $text) {
        return New-State
    }
    $read = ConvertFrom-JsonText $text
    if ($read['format'] -ne $FormatVersion) {
        throw "The folder $Folder holds the files of another version of this script. Use another folder, or -Restart."
    }
    $state = New-State
    foreach ($name in @('tenantId', 'environment', 'since', 'startedUtc')) {
        $state[$name] = Get-Text $read[$name]
    }
    foreach ($file in @($read['steps'].Keys)) {
        $step = New-StepState
        foreach ($name in @($step.Keys)) {
            $step[$name] = $read['steps'][$file][$name]
        }
        foreach ($name in @('status', 'next', 'error', 'startedUtc', 'finishedUtc')) {
            $step[$name] = Get-Text $step[$name]
        }
        $step['pending'] = @($step['pending'] | Where-Object { $_ } | ForEach-Object {
                @{ id = [string] $_['id']; page = [int] $_['page']; url = [string] $_['url'] }
            })
        $step['omitted'] = @($step['omitted'] | Where-Object { $_ })
        $state['steps'][$file] = $step
    }
    return $state
}

#endregion

#region Requests

function Get-WaitSeconds {
    param($Headers, [int] $Attempt)
    $wait = 0.0
    $most = $LongestWaitAskedFor
    if ($Headers) {
        foreach ($name in @($Headers.Keys)) {
            if ($name -eq 'Retry-After') {
                $text = [string] (@($Headers[$name])[0])
                if (-not [double]::TryParse($text, [Globalization.NumberStyles]::Float, [Globalization.CultureInfo]::InvariantCulture, [ref] $wait)) {
                    $wait = 0.0
                }
            }
        }
    }
    if ($wait -le 0) {
        $wait = [Math]::Pow(2, $Attempt) + (Get-Random -Minimum 0 -Maximum 1000) / 1000
        $most = $LongestWait
    }
    return [Math]::Min($wait, $most)
}

function New-RequestFailure {
    param([int] $Status, [string] $Text)
    $failure = New-Object System.Exception $Text
    $failure.Data['status'] = $Status
    return $failure
}

function Get-ErrorText {
    param([string] $Text)
    try {
        $read = ConvertFrom-JsonText $Text
        return [string] $read['error']['code'] + ': ' + [string] $read['error']['message']
    } catch {
        return $Text
    }
}

# The one place that talks to the service. Without a body it is a GET; the only body there is
# belongs to $batch, whose requests Save-Batches makes, GETs all of them.
function Read-Graph {
    param([string] $Uri, [string] $BatchBody)
    $request = @{
        Method                  = 'GET'
        Uri                     = $Uri
        OutputType              = 'Json'
        SkipHttpErrorCheck      = $true
        StatusCodeVariable      = 'graphStatus'
        ResponseHeadersVariable = 'graphHeaders'
        ErrorAction             = 'Stop'
    }
    if ($BatchBody) {
        $request['Method'] = 'POST'
        $request['Uri'] = '/v1.0/$batch'
        $request['Body'] = $BatchBody
        $request['ContentType'] = 'application/json; charset=utf-8'
    }
    for ($attempt = 1; $true; $attempt++) {
        $graphStatus = 0
        $graphHeaders = $null
        $text = ''
        $problem = ''
        try {
            $text = [string] (Invoke-MgGraphRequest @request)
            $problem = $text
        } catch {
            $problem = $_.Exception.Message
            $graphStatus = 0
            if ($_.Exception.Response) {
                $graphStatus = [int] $_.Exception.Response.StatusCode
            } elseif ($problem -match 'retries|TooManyRequests|429') {
                $graphStatus = 429
            } elseif ($problem -match 'Authentication needed|AADSTS|credential|Connect-MgGraph') {
                throw (New-RequestFailure -Status 401 -Text $problem)
            }
        }
        if ($graphStatus -ge 200 -and $graphStatus -lt 300) {
            return $text
        }
        # 0: no answer at all, as when the network is away.
        $passing = (@(0, 408, 429, 500, 502, 503, 504) -contains $graphStatus)
        $most = $(if ($graphStatus -eq 0) { $MostAttemptsWithoutAnswer } else { $MostAttempts })
        if (-not $passing -or $attempt -ge $most) {
            throw (New-RequestFailure -Status $graphStatus -Text (Get-ErrorText $problem))
        }
        $wait = Get-WaitSeconds -Headers $graphHeaders -Attempt $attempt
        Write-Log ('status {0}, waiting {1:n1} s (attempt {2} of {3})' -f $graphStatus, $wait, $attempt, $most)
        Start-Sleep -Milliseconds ([int] ($wait * 1000))
    }
}

#endregion

#region Pages

# Follows one list to its end. Each page is written as the service sent it.
function Save-Pages {
    param([hashtable] $Step, [hashtable] $Progress)
    $file = $Step.File
    if (-not $Progress['next']) {
        $Progress['next'] = Get-StepUri $Step
    }
    while ($Progress['next']) {
        try {
            $text = Read-Graph -Uri $Progress['next']
        } catch {
            $status = $_.Exception.Data['status']
            $why = $_.Exception.Message
            if ($status -eq 400 -and $Step.Select -and $why -match "property named '([A-Za-z0-9_]+)'" -and @($Step.Select) -contains $Matches[1]) {
                # A cloud that does not know an attribute yet: go on without it, and say so.
                $unknown = $Matches[1]
                Write-Log "$($file): this cloud does not know $unknown, going on without"
                $Step.Select = @($Step.Select | Where-Object { $_ -ne $unknown })
                $Progress['omitted'] = @(@($Progress['omitted']) | Where-Object { $_ -and $_ -ne $unknown }) + $unknown
                $Progress['next'] = Get-StepUri $Step
                continue
            }
            if ($status -eq 400 -and $Progress['files'] -eq 0 -and $Step.Query -like '$expand=*') {
                Write-Log "$($file): this cloud does not answer $($Step.Query), going on without ($why)"
                $Progress['omitted'] = @(@($Progress['omitted']) | Where-Object { $_ }) + $Step.Query
                $Step.Query = ''
                $Progress['next'] = Get-StepUri $Step
                continue
            }
            if (@(400, 410) -contains $status -and $Progress['files'] -gt 0 -and -not $script:Restarted[$file]) {
                # The place where an earlier run stopped is no longer known to the service.
                Write-Log "$($file): the next page has expired, starting this list again"
                $script:Restarted[$file] = $true
                $Progress['files'] = 0
                $Progress['count'] = 0
                $Progress['next'] = Get-StepUri $Step
                continue
            }
            throw
        }
        $page = ConvertFrom-JsonText $text
        $items = @()
        if ($page['value']) {
            $items = @($page['value'])
        } elseif ($page['id']) {
            $items = @($page)
        }
        $Progress['files'] = [int] $Progress['files'] + 1
        Write-WholeFile -Path ([IO.Path]::Combine($Folder, (Get-PageFile $file $Progress['files']))) -Text $text
        $Progress['count'] = [int] $Progress['count'] + $items.Count
        $Progress['next'] = [string] $page['@odata.nextLink']
        Save-State
        Write-Progress -Activity 'Tenantry collector' -Status ('{0}: {1}' -f $file, $Progress['count'])
    }
}

# Directory extensions come only when they are named, and an address has a length: the first ones
# go with the users, the rest into lists of their own.
function Add-ExtensionSteps {
    param([hashtable] $Part)
    $names = @()
    $progress = $script:State['steps']['extensionProperties']
    if ($progress) {
        for ($number = 1; $number -le $progress['files']; $number++) {
            $text = Read-WholeFile ([IO.Path]::Combine($Folder, (Get-PageFile 'extensionProperties' $number)))
            foreach ($record in @((ConvertFrom-JsonText $text)['value'])) {
                foreach ($property in @($record['extensionProperties'])) {
                    if (@($property['targetObjects']) -contains 'User' -and [string] $property['name'] -match '^extension_[0-9A-Za-z]+_[0-9A-Za-z_]+$') {
                        $names += [string] $property['name']
                    }
                }
            }
        }
    }
    $names = @($names | Sort-Object -Unique)
    $room = 40
    $steps = @()
    foreach ($step in $Part.Steps) {
        if ($step.Extensions) {
            $step.Select = @($step.Select) + @($names | Select-Object -First $room)
        }
        $steps += $step
    }
    for ($at = $room; $at -lt $names.Count; $at += $room) {
        $more = @($names | Select-Object -Skip $at -First $room)
        $steps += @{ Kind = 'pages'; File = ('userExtensions{0:d2}' -f ($at / $room)); Path = '/v1.0/users'; Select = (@('id') + $more); Top = 999 }
    }
    $Part.Steps = $steps
}

#endregion

#region Batches

# What to ask for: the ids of another part, from its files.
function Get-Targets {
    param([string] $File)
    $targets = New-Object System.Collections.Generic.List[object]
    $progress = $script:State['steps'][$File]
    if (-not $progress -or $progress['status'] -ne 'complete') {
        throw (New-RequestFailure -Status 0 -Text "needs the complete list of $File")
    }
    for ($number = 1; $number -le $progress['files']; $number++) {
        $text = Read-WholeFile ([IO.Path]::Combine($Folder, (Get-PageFile $File $number)))
        foreach ($item in @((ConvertFrom-JsonText $text)['value'])) {
            $targets.Add(@{ id = [string] $item['id']; hidden = ([string] $item['visibility'] -eq 'HiddenMembership') })
        }
    }
    return , $targets.ToArray()
}

# One record of a file: the object, the page of its list, whether the list ends here.
function New-Record {
    param([hashtable] $Step, [hashtable] $Item, $Values, [bool] $Last, [string] $Problem)
    $record = @{ page = $Item.page; last = $Last }
    $record[$Step.IdName] = $Item.id
    $record[$Step.ListName] = @($Values)
    if ($Problem) {
        $record['error'] = $Problem
    }
    return $record
}

# Asks for every target, twenty at a time. Each batch becomes one file; what the service put off
# (429 inside the batch) and further pages go into the next one.
function Save-Batches {
    param([hashtable] $Step, [hashtable] $Progress)
    $file = $Step.File
    $targets = Get-Targets $Step.Over
    while ($Progress['position'] -lt $targets.Count -or @($Progress['pending']).Count -gt 0) {
        $items = @(@($Progress['pending']) | Select-Object -First 20)
        $waiting = @(@($Progress['pending']) | Select-Object -Skip 20)
        $position = [int] $Progress['position']
        $records = @()
        while ($items.Count -lt 20 -and $position -lt $targets.Count) {
            $target = $targets[$position]
            $position++
            $item = @{ id = $target.id; page = 1; url = $Step.Path.Replace('{id}', $target.id) }
            if ($Step.Hidden -and $target.hidden -and -not $IncludeHiddenMembership) {
                $records += New-Record -Step $Step -Item $item -Values @() -Last $false -Problem 'HiddenMembership'
            } else {
                $items += $item
            }
        }
        $answers = Read-Batch -Items $items
        foreach ($item in $items) {
            $answer = $answers[$item.id]
            $status = [int] $answer['status']
            if ($status -eq 200) {
                $next = [string] $answer['body']['@odata.nextLink']
                $values = @()
                if ($answer['body']['value']) {
                    $values = @($answer['body']['value'])
                }
                $records += New-Record -Step $Step -Item $item -Values $values -Last (-not $next)
                $Progress['count'] = [int] $Progress['count'] + $values.Count
                if ($next) {
                    $relative = $next -replace '^https://[^/]+/(v1\.0|beta)', ''
                    $waiting += @{ id = $item.id; page = ($item.page + 1); url = $relative }
                }
            } else {
                $why = [string] $status
                if ($answer['body'] -and $answer['body']['error']) {
                    $why = $why + ' ' + [string] $answer['body']['error']['code']
                }
                $records += New-Record -Step $Step -Item $item -Values @() -Last $false -Problem $why
                $Progress['failed'] = [int] $Progress['failed'] + 1
                Write-Log "$($file): $($item.id) answered $why"
            }
        }
        $Progress['files'] = [int] $Progress['files'] + 1
        $content = @{ value = $records }
        $content['@odata.context'] = 'tenantry#' + $file
        Write-WholeFile -Path ([IO.Path]::Combine($Folder, (Get-PageFile $file $Progress['files']))) -Text (ConvertTo-Json -InputObject $content -Depth 8 -Compress)
        $Progress['position'] = $position
        $Progress['pending'] = $waiting
        Save-State
        Write-Progress -Activity 'Tenantry collector' -Status ('{0}: {1} of {2}' -f $file, $position, $targets.Count)
    }
}

# Sends one batch until every item in it is answered for good.
function Read-Batch {
    param([object[]] $Items)
    $answers = @{}
    $left = @($Items)
    for ($attempt = 1; $left.Count -gt 0; $attempt++) {
        $requests = @($left | ForEach-Object { @{ id = $_.id; method = 'GET'; url = $_.url } })
        $body = ConvertTo-Json -InputObject @{ requests = $requests } -Depth 5 -Compress
        $read = ConvertFrom-JsonText (Read-Graph -BatchBody $body)
        $wait = 0.0
        foreach ($answer in @($read['responses'])) {
            $passing = (@(429, 500, 502, 503, 504) -contains [int] $answer['status'])
            if ($passing -and $attempt -lt $MostAttempts) {
                $wait = [Math]::Max($wait, (Get-WaitSeconds -Headers $answer['headers'] -Attempt $attempt))
            } else {
                $answers[[string] $answer['id']] = $answer
            }
        }
        $left = @($left | Where-Object { -not $answers.ContainsKey($_.id) })
        if ($left.Count -gt 0) {
            if ($attempt -ge $MostAttempts) {
                throw (New-RequestFailure -Status 503 -Text 'items of a batch were never answered')
            }
            if ($wait -le 0) {
                $wait = Get-WaitSeconds -Attempt $attempt
            }
            Write-Log ('{0} of {1} put off, waiting {2:n1} s' -f $left.Count, $Items.Count, $wait)
            Start-Sleep -Milliseconds ([int] ($wait * 1000))
        }
    }
    return $answers
}

#endregion

#region Run

if (-not (Get-Command -Name Invoke-MgGraphRequest -ErrorAction SilentlyContinue)) {
    throw 'The module Microsoft.Graph.Authentication is missing. Install it with: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser'
}
if (-not (Get-Command -Name Invoke-MgGraphRequest).Parameters.ContainsKey('OutputType')) {
    throw 'The module Microsoft.Graph.Authentication is too old. Update it with: Update-Module Microsoft.Graph.Authentication'
}
if ($Wanted.Count -eq 0) {
    throw 'Every part is skipped: nothing to read.'
}

$null = [IO.Directory]::CreateDirectory($Folder)
if ($Restart -and (Read-WholeFile $StateFile)) {
    # Only what this script can have written.
    foreach ($old in [IO.Directory]::GetFiles($Folder)) {
        if ([IO.Path]::GetFileName($old) -match '^(state|manifest|[A-Za-z]+[0-9]*-[0-9]{4,})\.json(\.new)?$') {
            [IO.File]::Delete($old)
        }
    }
}
$State = Read-State
$Restarted = @{}

if (-not $UseCurrentConnection) {
    $connect = @{ Scopes = $Scopes; Environment = $Environment }
    if ($TenantId) {
        $connect['TenantId'] = $TenantId
    }
    if ((Get-Command -Name Connect-MgGraph).Parameters.ContainsKey('NoWelcome')) {
        $connect['NoWelcome'] = $true
    }
    $null = Connect-MgGraph @connect
}
$context = Get-MgContext
if (-not $context) {
    throw 'Not signed in.'
}
if ($State['tenantId'] -and $State['tenantId'] -ne [string] $context.TenantId) {
    throw "The folder $Folder holds files of another tenant ($($State['tenantId'])). Use another folder, or -Restart."
}
$State['tenantId'] = [string] $context.TenantId
# A run that goes on keeps the start of the audit window that it began with.
foreach ($part in $Wanted) {
    foreach ($step in $part.Steps) {
        if ($step.Query) {
            $step.Query = $step.Query.Replace([Uri]::EscapeDataString($Since), [Uri]::EscapeDataString($State['since']))
        }
    }
}
if ([string] $context.AuthType -ne 'AppOnly') {
    foreach ($scope in $Scopes) {
        if (@($context.Scopes) -notcontains $scope) {
            Write-Log "not granted: $scope"
        }
    }
}
Save-State

foreach ($part in $Wanted) {
    if ($part.Name -eq 'users') {
        Add-ExtensionSteps $part
    }
    foreach ($step in $part.Steps) {
        $progress = $State['steps'][$step.File]
        if (-not $progress) {
            $progress = New-StepState
            $State['steps'][$step.File] = $progress
        }
        if ($progress['status'] -eq 'complete') {
            Write-Log "$($step.File): already complete, $($progress['count'])"
            continue
        }
        $progress['error'] = ''
        try {
            if ($step.Kind -eq 'batches') {
                Save-Batches -Step $step -Progress $progress
            } else {
                Save-Pages -Step $step -Progress $progress
            }
            $progress['status'] = 'complete'
            Write-Log "$($step.File): $($progress['count'])"
        } catch {
            # 403: not permitted, or not licensed (sign-in activity needs Entra ID P1).
            $progress['status'] = $(if ($_.Exception.Data['status'] -eq 403) { 'refused' } else { 'failed' })
            $progress['error'] = $_.Exception.Message
            Write-Log "$($step.File): $($progress['status']): $($progress['error'])"
        }
        $progress['finishedUtc'] = Get-Now
        Save-State
    }
}

$entries = @()
$allComplete = $true
foreach ($part in $Plan) {
    $wantedPart = ($WantedNames -contains $part.Name)
    foreach ($step in $part.Steps) {
        $progress = $State['steps'][$step.File]
        $status = 'skipped'
        if ($progress) {
            $status = $progress['status']
        }
        $complete = ($status -eq 'complete' -and $progress['failed'] -eq 0)
        if ($wantedPart -and -not $complete) {
            $allComplete = $false
        }
        $entry = [ordered]@{ part = $part.Name; name = $step.File; status = $status; complete = $complete; files = @(); count = 0; omitted = @(); failed = 0; error = ''; startedUtc = ''; finishedUtc = ''; scopes = @($part.Scopes); request = (Get-StepUri $step) }
        if ($progress) {
            for ($number = 1; $number -le $progress['files']; $number++) {
                $entry['files'] += Get-PageFile $step.File $number
            }
            foreach ($name in @('count', 'omitted', 'failed', 'error', 'startedUtc', 'finishedUtc')) {
                $entry[$name] = $progress[$name]
            }
        }
        $entries += $entry
    }
}
$manifest = [ordered]@{
    format      = 'tenantry-collector'
    version     = $FormatVersion
    collector   = $CollectorVersion
    tenantId    = $State['tenantId']
    environment = $Environment
    startedUtc  = $State['startedUtc']
    finishedUtc = (Get-Now)
    auditSince  = $State['since']
    hiddenMembership = [bool] $IncludeHiddenMembership
    complete    = $allComplete
    parts       = $entries
}
Write-WholeFile -Path $ManifestFile -Text (ConvertTo-Json -InputObject $manifest -Depth 8)
Write-Progress -Activity 'Tenantry collector' -Completed
if ($allComplete) {
    Write-Log "complete: drop the folder $Folder onto Tenantry"
} else {
    Write-Log "not everything could be read; manifest.json says what is missing. Run the same command again to go on."
}

#endregion
