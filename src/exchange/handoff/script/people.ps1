#region Users

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
    $changes = Get-Changes $found $Step
    if (-not $changes) {
        return
    }
    $shown = Get-ShownChanges $found $changes
    if ($CheckOnly) {
        if ($changes.ContainsKey('userPrincipalName')) {
            $PlannedPeople[[string] $found['id']] = $changes['userPrincipalName']
            if (-not $Step.id) {
                $PlannedNames[$changes['userPrincipalName']] = $Step.name
            }
        }
        Write-Outcome done $Step ('would change ' + $shown)
        return
    }
    $null = Send-Graph -Method PATCH -Uri ('/v1.0/users/' + $found['id']) -Body (Get-Nested -Fields $changes -Present $found) -Patient (Test-Fresh $Step)
    if ($changes.ContainsKey('userPrincipalName')) {
        # The old name is free for somebody else.
        $Fresh[[string] $found['userPrincipalName']] = $false
        Add-Fresh $changes['userPrincipalName']
    }
    Write-Outcome done $Step $shown
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
        'reprocessLicenses' {
            $null = Send-Graph -Method POST -Uri ($uri + '/reprocessLicenseAssignment') -Body @{} -Patient $patient
        }
    }
    Write-Outcome done $Step $Step.action
}

#endregion
