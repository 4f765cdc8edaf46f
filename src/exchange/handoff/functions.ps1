#region Functions

$Utf8 = New-Object System.Text.UTF8Encoding $false
$Counts = @{ done = 0; already = 0; skipped = 0; failed = 0 }
# Ids and names that are new: the directory is copied between places, and a place that is asked next
# may not have heard of them for some seconds.
$Fresh = @{}
# With -CheckOnly nothing moves, but later steps build on earlier ones: who would be there, and
# names that would have moved.
$Pending = @{}
$PlannedNames = @{}
$PlannedPeople = @{}

function Write-Log {
    param([string] $Text)
    $now = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    [IO.File]::AppendAllText($LogFile, $now + ' ' + $Text + [Environment]::NewLine, $Utf8)
    Write-Host $Text
}

function Write-Outcome {
    param([string] $Outcome, [hashtable] $Step, [string] $Text)
    $Counts[$Outcome] = $Counts[$Outcome] + 1
    if ($Outcome -eq 'done' -and -not $CheckOnly -and (Test-Noted $Step)) {
        [IO.File]::AppendAllText($DoneFile, $RunKey + ' ' + $Step.step + [Environment]::NewLine, $Utf8)
    }
    Write-Log ('{0} [{1}] {2}: {3}' -f $Step.step, $Outcome, (Get-Label $Step), $Text)
}

function Write-Missing {
    param([hashtable] $Step)
    if ($Step.leaves) {
        Write-Outcome already $Step 'was deleted by an earlier run'
    } else {
        Write-Outcome skipped $Step 'not found'
    }
}

function Get-Label {
    param([hashtable] $Person)
    if ($Person.name) {
        return $Person.name
    }
    return $Person.id
}

# Only ASCII leaves in a body, so that no code page can change a name.
function ConvertTo-Body {
    param([hashtable] $Body)
    $json = ConvertTo-Json -InputObject $Body -Depth 8 -Compress
    $out = New-Object System.Text.StringBuilder
    foreach ($character in $json.ToCharArray()) {
        $code = [int] $character
        if ($code -gt 126) {
            $null = $out.Append('\u').Append($code.ToString('x4'))
        } else {
            $null = $out.Append($character)
        }
    }
    return $out.ToString()
}

# The reader of Windows PowerShell stops at 2 MB; dictionaries in both editions.
function ConvertFrom-JsonText {
    param([string] $Text)
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        return ConvertFrom-Json -InputObject $Text -AsHashtable -Depth 100
    }
    Add-Type -AssemblyName System.Web.Extensions
    $reader = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $reader.MaxJsonLength = [int]::MaxValue
    return $reader.DeserializeObject($Text)
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

function Get-WaitSeconds {
    param($Headers, [int] $Attempt)
    $wait = 0.0
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
    if ($wait -gt 0) {
        return [Math]::Min($wait, 3600)
    }
    return [Math]::Min([Math]::Pow(2, $Attempt), 120) + (Get-Random -Minimum 0 -Maximum 1000) / 1000
}

# One request, repeated while the service is busy and, with -Patient, while it does not know the
# object yet. Null when there is no such object.
function Send-Graph {
    param([string] $Method, [string] $Uri, [hashtable] $Body, [bool] $Patient)
    $request = @{
        Method                  = $Method
        Uri                     = $Uri
        OutputType              = 'Json'
        SkipHttpErrorCheck      = $true
        StatusCodeVariable      = 'graphStatus'
        ResponseHeadersVariable = 'graphHeaders'
        ErrorAction             = 'Stop'
    }
    if ($null -ne $Body) {
        $request['Body'] = ConvertTo-Body $Body
        $request['ContentType'] = 'application/json; charset=utf-8'
    }
    $looks = 0
    for ($attempt = 1; $true; $attempt++) {
        $graphStatus = 0
        $graphHeaders = $null
        $text = ''
        try {
            $text = [string] (Invoke-MgGraphRequest @request)
        } catch {
            $text = $_.Exception.Message
            $graphStatus = 0
            if ($_.Exception.Response) {
                $graphStatus = [int] $_.Exception.Response.StatusCode
            } elseif ($text -match 'Authentication needed|AADSTS|credential|Connect-MgGraph') {
                throw $text
            }
        }
        if ($graphStatus -ge 200 -and $graphStatus -lt 300) {
            if ($text.Trim()) {
                return ConvertFrom-JsonText $text
            }
            return @{}
        }
        if ($graphStatus -eq 404 -and $Method -eq 'GET') {
            return $null
        }
        $passing = (@(0, 408, 429, 500, 502, 503, 504) -contains $graphStatus)
        if ($Patient -and $graphStatus -eq 404) {
            $looks++
            $passing = ($looks -lt 5)
        }
        $most = $(if ($graphStatus -eq 0) { 6 } else { 10 })
        if (-not $passing -or $attempt -ge $most) {
            throw ('{0} {1}' -f $graphStatus, (Get-ErrorText $text))
        }
        $wait = Get-WaitSeconds -Headers $graphHeaders -Attempt $attempt
        Write-Log ('status {0}, waiting {1:n1} s' -f $graphStatus, $wait)
        Start-Sleep -Milliseconds ([int] ($wait * 1000))
    }
}

function Get-PersonUri {
    param([hashtable] $Person)
    if ($Person.id) {
        return '/v1.0/users/' + $Person.id
    }
    $name = [string] $Person.name
    if ($PlannedNames.ContainsKey($name)) {
        $name = $PlannedNames[$name]
    }
    return '/v1.0/users/' + [Uri]::EscapeDataString($name)
}

function Add-Fresh {
    param([string[]] $Keys)
    foreach ($key in $Keys) {
        if ($key) {
            $Fresh[$key] = $true
        }
    }
}

function Test-Fresh {
    param([hashtable] $Person)
    return [bool] ($Person -and (($Person.id -and $Fresh[$Person.id]) -or ($Person.name -and $Fresh[$Person.name])))
}

# The user with these attributes, or null. Half a minute is waited for somebody who is new.
function Get-Person {
    param([hashtable] $Person, [string[]] $Paths)
    $select = @('id', 'userPrincipalName')
    foreach ($path in $Paths) {
        $select += $path.Split('/')[0]
    }
    $select = @($select | Sort-Object -Unique) -join ','
    $uri = (Get-PersonUri $Person) + '?$select=' + $select
    $found = Send-Graph -Method GET -Uri $uri
    for ($look = 0; $look -lt 6 -and -not $found -and (Test-Fresh $Person); $look++) {
        Write-Log ((Get-Label $Person) + ' is not seen yet, waiting 5 s')
        Start-Sleep -Milliseconds 5000
        $found = Send-Graph -Method GET -Uri $uri
    }
    if ($found -and $PlannedPeople.ContainsKey([string] $found['id'])) {
        $found['userPrincipalName'] = $PlannedPeople[[string] $found['id']]
        if (-not $Person.id -and -not (Test-Same $found['userPrincipalName'] $Person.name)) {
            return $null
        }
    }
    return $found
}

function Get-Field {
    param($Person, [string] $Path)
    $parts = $Path.Split('/')
    $value = $Person[$parts[0]]
    if ($parts.Count -gt 1) {
        if ($null -eq $value) {
            return $null
        }
        $value = $value[$parts[1]]
    }
    if ($Path -eq 'passwordPolicies' -and $null -eq $value) {
        return 'None'
    }
    return , $value
}

function Get-Instant {
    param($Value)
    if ($Value -is [DateTime]) {
        return $Value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss', [Globalization.CultureInfo]::InvariantCulture)
    }
    return ([string] $Value) -replace '(\.[0-9]+)?Z$', ''
}

# The items that hold something. Not `-ne ''`: PowerShell's comparison skips invisible characters.
function Get-Items {
    param($Value)
    foreach ($item in @($Value)) {
        if ($null -ne $item -and -not ($item -is [string] -and $item.Length -eq 0)) {
            $item
        }
    }
}

# Exactly the same, character by character; times to the second; null, nothing and an empty list
# are the same.
function Test-Same {
    param($Left, $Right)
    $leftItems = @(Get-Items $Left)
    $rightItems = @(Get-Items $Right)
    if ($leftItems.Count -ne $rightItems.Count) {
        return $false
    }
    for ($at = 0; $at -lt $leftItems.Count; $at++) {
        $one = $leftItems[$at]
        $other = $rightItems[$at]
        if ($one -is [bool] -or $other -is [bool]) {
            if (-not ($one -is [bool] -and $other -is [bool] -and $one -eq $other)) {
                return $false
            }
        } elseif ($one -is [DateTime] -or $other -is [DateTime] -or ([string] $one -match '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$')) {
            if (-not [string]::Equals((Get-Instant $one), (Get-Instant $other), [StringComparison]::Ordinal)) {
                return $false
            }
        } elseif (-not [string]::Equals([string] $one, [string] $other, [StringComparison]::Ordinal)) {
            return $false
        }
    }
    return $true
}

function Get-Shown {
    param($Value)
    $shown = @()
    foreach ($item in @(Get-Items $Value)) {
        if ($item -is [string]) {
            $shown += ConvertTo-Json -InputObject $item -Compress
        } else {
            $shown += [string] $item
        }
    }
    if ($shown.Count -eq 0) {
        return 'nothing'
    }
    return $shown -join ', '
}

# { 'object/name' = 1 } becomes { object = { name = 1 } }.
function Get-Nested {
    param([hashtable] $Fields, $Present)
    $body = @{}
    foreach ($path in @($Fields.Keys)) {
        $parts = $path.Split('/')
        if ($parts.Count -eq 1) {
            $body[$path] = $Fields[$path]
            continue
        }
        if (-not $body.ContainsKey($parts[0])) {
            $body[$parts[0]] = @{}
            # This object is replaced as a whole: its other members go along.
            if ($parts[0] -eq 'employeeOrgData' -and $Present -and $Present['employeeOrgData']) {
                foreach ($name in @('division', 'costCenter')) {
                    $body[$parts[0]][$name] = $Present['employeeOrgData'][$name]
                }
            }
        }
        $body[$parts[0]][$parts[1]] = $Fields[$path]
    }
    return $body
}

# 20 characters from four classes, without those that look alike, first a capital letter.
function New-Password {
    $classes = @('ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#*+-?@_')
    $all = $classes -join ''
    $source = [Security.Cryptography.RandomNumberGenerator]::Create()
    $byte = New-Object byte[] 1
    $password = ''
    while ($password.Length -lt 20) {
        $set = $all
        if ($password.Length -lt 4) {
            $set = $classes[$password.Length]
        }
        $source.GetBytes($byte)
        # Bytes past the last whole multiple would favour the first characters.
        if ($byte[0] -lt 256 - (256 % $set.Length)) {
            $password += $set[$byte[0] % $set.Length]
        }
    }
    $source.Dispose()
    return $password
}

function Save-Password {
    param([string] $Name, [string] $Password)
    if ($Passwords -eq 'Show') {
        Write-Host ('    temporary password of {0}: {1}' -f $Name, $Password)
    } elseif ($Passwords -eq 'File') {
        [IO.File]::AppendAllText($PasswordFile, '"' + $Name.Replace('"', '""') + '","' + $Password + '"' + [Environment]::NewLine, $Utf8)
    }
}

function Get-Conflicts {
    param($Person, [hashtable] $Fields)
    $conflicts = @()
    foreach ($path in @($Fields.Keys | Sort-Object)) {
        $found = Get-Field $Person $path
        if (-not (Test-Same $found $Fields[$path])) {
            $conflicts += '{0}: expected {1}, found {2}' -f $path, (Get-Shown $Fields[$path]), (Get-Shown $found)
        }
    }
    return , $conflicts
}

function New-Person {
    param([hashtable] $Step)
    $paths = @($Step.fields.Keys)
    $found = Get-Person -Person $Step -Paths $paths
    if ($found) {
        $conflicts = Get-Conflicts $found $Step.fields
        if ($conflicts.Count -gt 0) {
            Write-Outcome skipped $Step ('somebody else has this name; ' + ($conflicts -join '; '))
        } else {
            Write-Outcome already $Step 'exists'
        }
        return
    }
    if ($CheckOnly) {
        $Pending[$Step.name] = $true
        Write-Outcome done $Step 'would be created'
        return
    }
    $password = New-Password
    $body = Get-Nested -Fields $Step.fields
    $body['passwordProfile'] = @{ password = $password; forceChangePasswordNextSignIn = [bool] $Step.forceChange; forceChangePasswordNextSignInWithMfa = [bool] $Step.forceChangeWithMfa }
    try {
        $created = Send-Graph -Method POST -Uri '/v1.0/users' -Body $body
    } catch {
        # The answer to an earlier try may have been lost on the way.
        $why = $_.Exception.Message
        if ($why -match 'already exists|ObjectConflict') {
            Add-Fresh $Step.name
        }
        $found = Get-Person -Person $Step -Paths $paths
        if (-not $found -or (Get-Conflicts $found $Step.fields).Count -gt 0) {
            throw $why
        }
        $created = $found
    }
    Add-Fresh $Step.name, $created['id']
    Save-Password -Name $Step.name -Password $password
    Write-Outcome done $Step 'created'
}

function Update-Person {
    param([hashtable] $Step)
    $paths = @($Step.after.Keys)
    $found = Get-Person -Person $Step -Paths $paths
    if (-not $found -and -not $Step.id -and $Step.after.ContainsKey('userPrincipalName')) {
        $found = Get-Person -Person @{ name = $Step.after['userPrincipalName'] } -Paths $paths
    }
    if (-not $found) {
        Write-Missing $Step
        return
    }
    if ($Step.settled -and (Test-Same $found['userPrincipalName'] $Step.settled)) {
        Write-Outcome already $Step 'has the final name'
        return
    }
    $changes = @{}
    $expected = @{}
    foreach ($path in $paths) {
        if (-not (Test-Same (Get-Field $found $path) $Step.after[$path])) {
            $changes[$path] = $Step.after[$path]
            if ($Step.before.ContainsKey($path)) {
                $expected[$path] = $Step.before[$path]
            }
        }
    }
    if ($changes.Count -eq 0) {
        Write-Outcome already $Step 'as wanted'
        return
    }
    $conflicts = Get-Conflicts $found $expected
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ($conflicts -join '; ')
        return
    }
    $shown = @()
    foreach ($path in @($changes.Keys | Sort-Object)) {
        $shown += '{0}: {1} -> {2}' -f $path, (Get-Shown (Get-Field $found $path)), (Get-Shown $changes[$path])
    }
    if ($CheckOnly) {
        if ($changes.ContainsKey('userPrincipalName')) {
            $PlannedPeople[[string] $found['id']] = $changes['userPrincipalName']
            if (-not $Step.id) {
                $PlannedNames[$changes['userPrincipalName']] = $Step.name
            }
        }
        Write-Outcome done $Step ('would change ' + ($shown -join '; '))
        return
    }
    $null = Send-Graph -Method PATCH -Uri ('/v1.0/users/' + $found['id']) -Body (Get-Nested -Fields $changes -Present $found) -Patient (Test-Fresh $Step)
    if ($changes.ContainsKey('userPrincipalName')) {
        # The old name is free for somebody else.
        $Fresh[[string] $found['userPrincipalName']] = $false
        Add-Fresh $changes['userPrincipalName']
    }
    Write-Outcome done $Step ($shown -join '; ')
}

function Test-Pending {
    param([hashtable] $Person)
    return [bool] (($Person.id -and $Pending.ContainsKey($Person.id)) -or ($Person.name -and $Pending.ContainsKey($Person.name)))
}

function Get-PersonId {
    param([hashtable] $Person)
    if (Test-Pending $Person) {
        return Get-Label $Person
    }
    if ($Person.id) {
        return $Person.id
    }
    $found = Get-Person -Person $Person -Paths @()
    if ($found) {
        return [string] $found['id']
    }
    return ''
}

function Set-PersonManager {
    param([hashtable] $Step)
    $found = Get-Person -Person $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $uri = '/v1.0/users/' + $found['id'] + '/manager'
    $present = Send-Graph -Method GET -Uri ($uri + '?$select=id')
    $presentId = ''
    if ($present) {
        $presentId = [string] $present['id']
    }
    $wantedId = ''
    if ($Step.after) {
        $wantedId = Get-PersonId $Step.after
        if (-not $wantedId) {
            Write-Outcome skipped $Step ('the manager ' + (Get-Label $Step.after) + ' was not found')
            return
        }
    }
    if ($presentId -eq $wantedId) {
        Write-Outcome already $Step 'manager as wanted'
        return
    }
    # No manager at all contradicts nothing: there is nobody to lose.
    if ($Step.ContainsKey('before') -and $presentId) {
        $expectedId = ''
        if ($Step.before) {
            $expectedId = Get-PersonId $Step.before
        }
        if ($presentId -ne $expectedId) {
            Write-Outcome skipped $Step ('manager: expected ' + $expectedId + ', found ' + $presentId)
            return
        }
    }
    $patient = (Test-Fresh $Step) -or (Test-Fresh $Step.after)
    $text = 'manager: ' + $presentId + ' -> ' + $wantedId
    if ($CheckOnly) {
        Write-Outcome done $Step ('would change ' + $text)
        return
    }
    if ($wantedId) {
        $reference = @{}
        $reference['@odata.id'] = $GraphRoot + '/v1.0/users/' + $wantedId
        $null = Send-Graph -Method PUT -Uri ($uri + '/$ref') -Body $reference -Patient $patient
    } else {
        $null = Send-Graph -Method DELETE -Uri ($uri + '/$ref')
    }
    Write-Outcome done $Step $text
}

function Remove-Person {
    param([hashtable] $Step)
    $found = Get-Person -Person $Step -Paths @($Step.identity.Keys)
    if (-not $found) {
        Write-Outcome already $Step 'is not there'
        return
    }
    $conflicts = Get-Conflicts $found $Step.identity
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ('not the one that was meant; ' + ($conflicts -join '; '))
        return
    }
    if ($CheckOnly) {
        $PlannedPeople[[string] $found['id']] = ''
        Write-Outcome done $Step 'would be deleted'
        return
    }
    $null = Send-Graph -Method DELETE -Uri ('/v1.0/users/' + $found['id'])
    Write-Outcome done $Step ('deleted, id ' + $found['id'])
}

function Restore-Person {
    param([hashtable] $Step)
    if (Get-Person -Person @{ id = $Step.id } -Paths @()) {
        Write-Outcome already $Step 'is there'
        return
    }
    if (-not (Send-Graph -Method GET -Uri ('/v1.0/directory/deletedItems/' + $Step.id + '?$select=id'))) {
        Write-Outcome skipped $Step 'is not among the deleted users'
        return
    }
    if ($CheckOnly) {
        $Pending[$Step.id] = $true
        Write-Outcome done $Step 'would be restored'
        return
    }
    $body = @{}
    if ($Step.newName) {
        $body['newUserPrincipalName'] = $Step.newName
    }
    if ($Step.dropProxies) {
        $body['autoReconcileProxyConflict'] = $true
    }
    $null = Send-Graph -Method POST -Uri ('/v1.0/directory/deletedItems/' + $Step.id + '/restore') -Body $body
    Add-Fresh $Step.id, $Step.name, $Step.newName
    Write-Outcome done $Step 'restored'
}

# What a second run could not tell from the tenant is noted beside the log: passwords and sessions,
# and steps on people known by name only, whose name somebody else may have by then.
function Test-Noted {
    param([hashtable] $Step)
    return [bool] ($Step.action -or (-not $Step.id -and -not $Step.fields))
}

function Test-DoneBefore {
    param([hashtable] $Step)
    if ($Again -or -not (Test-Noted $Step) -or -not [IO.File]::Exists($DoneFile)) {
        return $false
    }
    return @([IO.File]::ReadAllLines($DoneFile, $Utf8)) -contains ($RunKey + ' ' + $Step.step)
}

function Invoke-PersonAction {
    param([hashtable] $Step)
    $found = Get-Person -Person $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    if ($CheckOnly) {
        Write-Outcome done $Step ('would be done: ' + $Step.action)
        return
    }
    $uri = '/v1.0/users/' + $found['id']
    $patient = Test-Fresh $Step
    switch ($Step.action) {
        'resetPassword' {
            $password = New-Password
            $null = Send-Graph -Method PATCH -Uri $uri -Body @{ passwordProfile = @{ password = $password; forceChangePasswordNextSignIn = $true } } -Patient $patient
            Save-Password -Name (Get-Label $Step) -Password $password
        }
        'forcePasswordChange' {
            $null = Send-Graph -Method PATCH -Uri $uri -Body @{ passwordProfile = @{ forceChangePasswordNextSignIn = $true } } -Patient $patient
        }
        'forcePasswordChangeWithMfa' {
            $null = Send-Graph -Method PATCH -Uri $uri -Body @{ passwordProfile = @{ forceChangePasswordNextSignInWithMfa = $true } } -Patient $patient
        }
        'revokeSessions' {
            $null = Send-Graph -Method POST -Uri ($uri + '/revokeSignInSessions') -Body @{} -Patient $patient
        }
    }
    Write-Outcome done $Step $Step.action
}

# One step. What goes wrong with one person is logged and does not stop the others.
function Invoke-Step {
    param([string] $Kind, [hashtable] $Step)
    try {
        if (Test-DoneBefore $Step) {
            Write-Outcome already $Step ($Kind + ': done by an earlier run; -Again repeats it')
            return
        }
        if (Test-Pending $Step) {
            Write-Outcome done $Step ('would follow: ' + $Kind)
            return
        }
        switch ($Kind) {
            'create' { New-Person $Step }
            'update' { Update-Person $Step }
            'manager' { Set-PersonManager $Step }
            'delete' { Remove-Person $Step }
            'restore' { Restore-Person $Step }
            'action' { Invoke-PersonAction $Step }
        }
    } catch {
        Write-Outcome failed $Step $_.Exception.Message
    }
}

#endregion

#region Sign in

if (-not (Get-Command -Name Invoke-MgGraphRequest -ErrorAction SilentlyContinue)) {
    throw 'The module Microsoft.Graph.Authentication is missing. Install it with: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser'
}
if ($Passwords -eq 'File' -and -not $PasswordFile) {
    throw 'Say with -PasswordFile where the passwords go.'
}
if (-not $LogFile) {
    $LogFile = $(if ($PSCommandPath) { $PSCommandPath + '.log' } else { 'tenantry-changes.log' })
}
$LogFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($LogFile)
if ($PasswordFile) {
    $PasswordFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($PasswordFile)
}
$DoneFile = $LogFile + '.done'
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
$GraphRoot = switch ([string] $context.Environment) {
    'USGov' { 'https://graph.microsoft.us' }
    'USGovDoD' { 'https://dod-graph.microsoft.us' }
    'China' { 'https://microsoftgraph.chinacloudapi.cn' }
    default { 'https://graph.microsoft.com' }
}
Write-Log ('tenant ' + $context.TenantId + ', account ' + $context.Account)

#endregion
