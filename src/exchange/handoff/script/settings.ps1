#region Settings

# The template of the settings of all Microsoft 365 groups, Group.Unified.
$UnifiedTemplate = '62375ab9-6b52-47ed-826b-58e47e0e304b'

# The object that keeps settings: its address, empty where there is none; what it says, by name; and what
# the service goes by where nothing is said.
function Get-Keeper {
    param([string] $Policy)
    $keeper = @{ uri = ''; values = @{}; fresh = @{} }
    if ($Policy -eq 'authorizationPolicy') {
        $keeper['uri'] = '/v1.0/policies/authorizationPolicy'
        $keeper['values'] = (Send-Graph -Method GET -Uri $keeper['uri'])['defaultUserRolePermissions']
        return $keeper
    }
    $names = @('alternateNotificationEmails', 'groupLifetimeInDays', 'managedGroupTypes')
    $keeper['fresh']['managedGroupTypes'] = 'None'
    if ($Policy -eq 'groupSettings') {
        $keeper['fresh'] = @{}
        $template = Send-Graph -Method GET -Uri ('/v1.0/groupSettingTemplates/' + $UnifiedTemplate)
        foreach ($one in @($template['values'])) {
            $keeper['fresh'][[string] $one['name']] = [string] $one['defaultValue']
        }
    }
    # A tenant has one object of each template, and one policy: they come on one page.
    $answer = Send-Graph -Method GET -Uri ('/v1.0/' + $Policy)
    foreach ($one in @($answer['value'])) {
        if ($Policy -eq 'groupSettings') {
            if ([string] $one['templateId'] -ne $UnifiedTemplate) {
                continue
            }
            foreach ($value in @($one['values'])) {
                $keeper['values'][[string] $value['name']] = [string] $value['value']
            }
        } else {
            foreach ($name in $names) {
                $keeper['values'][$name] = $one[$name]
            }
        }
        $keeper['uri'] = '/v1.0/' + $Policy + '/' + $one['id']
    }
    return $keeper
}

# What the tenant goes by, in the form of another value: a template holds everything as text.
function Get-SettingValue {
    param([hashtable] $Keeper, [string] $Name, $Like)
    $value = $Keeper['values'][$Name]
    if ($null -eq $value -or ([string] $value).Length -eq 0) {
        $value = $Keeper['fresh'][$Name]
    }
    if (-not ($value -is [string])) {
        return $value
    }
    $text = $value.Trim()
    if ($Like -is [bool]) {
        return ($text -eq 'true')
    }
    if ($Like -is [array]) {
        $items = @()
        foreach ($item in $text.Split(',')) {
            $item = $item.Trim()
            if ($item.Length -gt 0) {
                $items += $item
            }
        }
        return , $items
    }
    if ($Name -eq 'GroupCreationAllowedGroupId') {
        return $text.ToLowerInvariant()
    }
    return $text
}

function Get-SettingText {
    param($Value)
    if ($Value -is [bool]) {
        return $(if ($Value) { 'true' } else { 'false' })
    }
    return @(Get-Items $Value) -join ','
}

# Writes settings. The values of group settings are replaced as a whole, so all others go along. One
# that names a group which this run made or restored waits until the service knows the group.
function Send-Settings {
    param([hashtable] $Step, [hashtable] $Keeper, [hashtable] $Changes)
    $patient = $false
    foreach ($name in @($Changes.Keys)) {
        if ($Changes[$name] -is [string] -and (Test-Fresh @{ id = $Changes[$name] })) {
            $patient = $true
        }
    }
    $body = @{}
    if ($Step.policy -eq 'authorizationPolicy') {
        $body['defaultUserRolePermissions'] = $Changes
    } elseif ($Step.policy -eq 'groupSettings') {
        $all = @{}
        foreach ($name in @($Keeper['fresh'].Keys)) {
            $all[$name] = $Keeper['fresh'][$name]
        }
        foreach ($name in @($Keeper['values'].Keys)) {
            $all[$name] = $Keeper['values'][$name]
        }
        foreach ($name in @($Changes.Keys)) {
            $all[$name] = Get-SettingText $Changes[$name]
        }
        $values = @()
        foreach ($name in @($all.Keys | Sort-Object)) {
            $values += @{ name = $name; value = $all[$name] }
        }
        $body['values'] = $values
        if (-not $Keeper['uri']) {
            $body['templateId'] = $UnifiedTemplate
        }
    } else {
        if (-not $Keeper['uri']) {
            $body['managedGroupTypes'] = $Keeper['fresh']['managedGroupTypes']
        }
        foreach ($name in @($Changes.Keys)) {
            $body[$name] = $Changes[$name]
        }
    }
    if ($Keeper['uri']) {
        return Send-Graph -Method PATCH -Uri $Keeper['uri'] -Body $body -Patient $patient
    }
    for ($try = 1; $true; $try++) {
        $why = ''
        try {
            return Send-Graph -Method POST -Uri ('/v1.0/' + $Step.policy) -Body $body -Patient $patient -Once $true
        } catch {
            $why = $_.Exception.Message
        }
        # The answer may have been lost on the way.
        $found = Get-Keeper $Step.policy
        if ($found['uri']) {
            $missing = @()
            foreach ($name in @($Changes.Keys)) {
                if (-not (Test-Same (Get-SettingValue $found $name $Changes[$name]) $Changes[$name])) {
                    $missing += $name
                }
            }
            if ($missing.Count -eq 0) {
                return $found
            }
        }
        if ($found['uri'] -or $try -ge 6 -or -not ($why -match '^(0|408|500|502|504) ')) {
            throw $why
        }
    }
}

function Update-Settings {
    param([hashtable] $Step)
    $keeper = Get-Keeper $Step.policy
    $found = @{}
    foreach ($name in @($Step.after.Keys)) {
        $found[$name] = Get-SettingValue $keeper $name $Step.after[$name]
    }
    if ($Step.exists -and -not $keeper['uri']) {
        Write-Outcome skipped $Step 'is no longer there'
        return
    }
    $changes = Get-Changes $found $Step
    if (-not $changes) {
        return
    }
    if ($Step.policy -eq 'groupLifecyclePolicies' -and -not $keeper['uri'] -and -not $changes.ContainsKey('groupLifetimeInDays')) {
        Write-Outcome skipped $Step 'there is none, and a new one needs groupLifetimeInDays'
        return
    }
    $shown = Get-ShownChanges $found $changes
    if ($CheckOnly) {
        Write-Outcome done $Step ('would change ' + $shown)
        return
    }
    $null = Send-Settings $Step $keeper $changes
    Write-Outcome done $Step $shown
}

# Takes an object back that there was not, if nothing else has come to stand in it.
function Remove-Settings {
    param([hashtable] $Step)
    $keeper = Get-Keeper $Step.policy
    if (-not $keeper['uri']) {
        Write-Outcome already $Step 'is not there'
        return
    }
    $conflicts = @()
    foreach ($name in @($keeper['values'].Keys | Sort-Object)) {
        if ($Step.after.ContainsKey($name)) {
            $found = Get-SettingValue $keeper $name $Step.after[$name]
            $expected = $Step.before[$name]
            $same = (Test-Same $found $expected) -or (Test-Same $found $Step.after[$name])
        } else {
            $found = Get-SettingValue $keeper $name ''
            $expected = $keeper['fresh'][$name]
            $same = Test-Same ([string] $found).ToLowerInvariant() ([string] $expected).ToLowerInvariant()
        }
        if (-not $same) {
            $conflicts += '{0}: expected {1}, found {2}' -f $name, (Get-Shown $expected), (Get-Shown $found)
        }
    }
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ($conflicts -join '; ')
        return
    }
    if ($CheckOnly) {
        Write-Outcome done $Step 'would be deleted'
        return
    }
    $null = Send-Graph -Method DELETE -Uri $keeper['uri']
    Write-Outcome done $Step 'deleted'
}

#endregion
