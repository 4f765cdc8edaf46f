#region Common functions

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
    if ($Person.label) {
        return $Person.label
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
# object yet; with -Once never after it may have been carried out. Null when there is no such object.
function Send-Graph {
    param([string] $Method, [string] $Uri, [hashtable] $Body, [bool] $Patient, [bool] $Once)
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
        if ($graphStatus -eq 404 -and $Method -eq 'GET' -and -not $Patient) {
            return $null
        }
        $passing = (@(0, 408, 429, 500, 502, 503, 504) -contains $graphStatus)
        if ($Once) {
            # Only what was surely not carried out is asked again.
            $passing = (@(429, 503) -contains $graphStatus)
        }
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
    if ($Person) {
        foreach ($name in @($Person.id, $Person.key, $Person.name)) {
            if ($name -and $Fresh[$name]) {
                return $true
            }
        }
    }
    return $false
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
    # The order of the types says nothing.
    if ($Path -eq 'groupTypes') {
        return , @($value | Sort-Object)
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

# What differs from what is wanted, if nothing contradicts what is assumed; else says why not.
function Get-Changes {
    param($Found, [hashtable] $Step)
    $changes = @{}
    $expected = @{}
    foreach ($path in @($Step.after.Keys)) {
        if (-not (Test-Same (Get-Field $Found $path) $Step.after[$path])) {
            $changes[$path] = $Step.after[$path]
            if ($Step.before.ContainsKey($path)) {
                $expected[$path] = $Step.before[$path]
            }
        }
    }
    if ($changes.Count -eq 0) {
        Write-Outcome already $Step 'as wanted'
        return $null
    }
    $conflicts = Get-Conflicts $Found $expected
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ($conflicts -join '; ')
        return $null
    }
    return $changes
}

function Get-ShownChanges {
    param($Found, [hashtable] $Changes)
    $shown = @()
    foreach ($path in @($Changes.Keys | Sort-Object)) {
        $shown += '{0}: {1} -> {2}' -f $path, (Get-Shown (Get-Field $Found $path)), (Get-Shown $Changes[$path])
    }
    return $shown -join '; '
}

function Test-Pending {
    param([hashtable] $Person)
    foreach ($name in @($Person.id, $Person.key, $Person.name)) {
        if ($name -and $Pending.ContainsKey($name)) {
            return $true
        }
    }
    return $false
}

# What a second run could not tell from the tenant is noted beside the log: passwords and sessions,
# and steps on people known by name only, whose name somebody else may have by then.
function Test-Noted {
    param([hashtable] $Step)
    return [bool] ($Step.action -or (-not $Step.id -and -not $Step.key -and -not $Step.fields -and -not $Step.policy))
}

function Test-DoneBefore {
    param([hashtable] $Step)
    if ($Again -or -not (Test-Noted $Step) -or -not [IO.File]::Exists($DoneFile)) {
        return $false
    }
    return @([IO.File]::ReadAllLines($DoneFile, $Utf8)) -contains ($RunKey + ' ' + $Step.step)
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
            'create-group' { New-Group $Step }
            'update-group' { Update-Group $Step }
            'add-members' { Add-Parties $Step 'members' }
            'add-owners' { Add-Parties $Step 'owners' }
            'remove-members' { Remove-Parties $Step 'members' }
            'remove-owners' { Remove-Parties $Step 'owners' }
            'trim-members' { Remove-Others $Step }
            'delete-group' { Remove-Group $Step }
            'restore-group' { Restore-Group $Step }
            'license' { Set-License $Step $false }
            'license-group' { Set-License $Step $true }
            'renew-group' { Update-GroupRenewal $Step }
            'update-settings' { Update-Settings $Step }
            'remove-settings' { Remove-Settings $Step }
        }
    } catch {
        Write-Outcome failed $Step $_.Exception.Message
    }
}

#endregion
