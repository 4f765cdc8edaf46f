#region Groups

# Ids of the groups that this script has created, by the key under which its steps name them.
$Made = @{}
# Who is in a list of a group, read once and followed from there.
$Lists = @{}
# Whom the steps of this run have put into a group or found in it: what a trim leaves.
$Kept = @{}
# With -CheckOnly: nicknames in between, and groups that would be gone.
$PlannedNicknames = @{}
$PlannedGone = @{}

function Get-MadeId {
    param([string] $Key)
    if (-not $Made.ContainsKey($Key) -and [IO.File]::Exists($DoneFile)) {
        foreach ($line in @([IO.File]::ReadAllLines($DoneFile, $Utf8))) {
            if ($line -like ($RunKey + ' made ' + $Key + ' *')) {
                $words = $line.Split(' ')
                $Made[$Key] = $words[$words.Count - 1]
            }
        }
    }
    return [string] $Made[$Key]
}

function Save-MadeId {
    param([string] $Key, [string] $Id)
    if ((Get-MadeId $Key) -ne $Id) {
        $Made[$Key] = $Id
        [IO.File]::AppendAllText($DoneFile, $RunKey + ' made ' + $Key + ' ' + $Id + [Environment]::NewLine, $Utf8)
    }
}

# The group of this name and nickname that is none of those that were there before.
function Find-Group {
    param([hashtable] $Group, [string] $Select)
    $filter = "mailNickname eq '" + ([string] $Group.nickname).Replace("'", "''") + "'"
    $answer = Send-Graph -Method GET -Uri ('/v1.0/groups?$filter=' + [Uri]::EscapeDataString($filter) + '&$select=' + $Select + '&$top=999')
    $count = 0
    $meant = $null
    foreach ($one in @($answer['value'])) {
        $id = [string] $one['id']
        $isOther = (@($Group.others) -contains $id) -or $PlannedGone.ContainsKey($id)
        if (-not $isOther -and (Test-Same $one['displayName'] $Group.label)) {
            $count++
            $meant = $one
        }
    }
    if ($count -gt 1) {
        throw ('several groups are called ' + $Group.label)
    }
    return $meant
}

# The group with these attributes, or null. Half a minute is waited for one that is new.
function Get-Group {
    param([hashtable] $Group, [string[]] $Paths)
    $select = @('id', 'displayName', 'mailNickname')
    foreach ($path in $Paths) {
        $select += $path
    }
    $select = @($select | Sort-Object -Unique) -join ','
    $id = [string] $Group.id
    if (-not $id -and $Group.key) {
        $id = Get-MadeId $Group.key
    }
    if (-not $id) {
        return Find-Group $Group $select
    }
    if ($PlannedGone.ContainsKey($id)) {
        return $null
    }
    $uri = '/v1.0/groups/' + $id + '?$select=' + $select
    $found = Send-Graph -Method GET -Uri $uri
    for ($look = 0; $look -lt 6 -and -not $found -and (Test-Fresh @{ id = $id }); $look++) {
        Write-Log ((Get-Label $Group) + ' is not seen yet, waiting 5 s')
        Start-Sleep -Milliseconds 5000
        $found = Send-Graph -Method GET -Uri $uri
    }
    if ($found -and $PlannedNicknames.ContainsKey($id)) {
        $found['mailNickname'] = $PlannedNicknames[$id]
    }
    return $found
}

# The id of somebody who is put into a group or taken out; empty when nobody is found.
function Get-PartyId {
    param([hashtable] $Party)
    if (Test-Pending $Party) {
        return Get-Label $Party
    }
    if ($Party.key) {
        return Get-MadeId $Party.key
    }
    return Get-PersonId $Party
}

function New-Group {
    param([hashtable] $Step)
    $paths = @($Step.fields.Keys)
    $found = Get-Group -Group $Step -Paths $paths
    if ($found) {
        $conflicts = Get-Conflicts $found $Step.fields
        if ($conflicts.Count -gt 0) {
            Write-Outcome skipped $Step ('another group has this name; ' + ($conflicts -join '; '))
            return
        }
        if (-not $CheckOnly) {
            Save-MadeId $Step.key ([string] $found['id'])
        } else {
            $Made[$Step.key] = [string] $found['id']
        }
        Write-Outcome already $Step 'exists'
        return
    }
    if ($CheckOnly) {
        $Pending[$Step.key] = $true
        Write-Outcome done $Step 'would be created'
        return
    }
    $body = @{}
    foreach ($path in $paths) {
        $body[$path] = $Step.fields[$path]
    }
    $missing = @()
    $patient = $false
    foreach ($list in @('owners', 'members')) {
        $references = @()
        foreach ($party in @($Step[$list] | Where-Object { $_ })) {
            $id = Get-PartyId $party
            if ($id) {
                $references += $GraphRoot + '/v1.0/directoryObjects/' + $id
                $patient = $patient -or (Test-Fresh $party)
            } else {
                $missing += Get-Label $party
            }
        }
        if ($references.Count -gt 0) {
            $body[$list + '@odata.bind'] = $references
        }
    }
    try {
        $created = Send-Graph -Method POST -Uri '/v1.0/groups' -Body $body -Patient $patient
    } catch {
        # The answer to an earlier try may have been lost on the way.
        $why = $_.Exception.Message
        $found = Get-Group -Group $Step -Paths $paths
        if (-not $found -or (Get-Conflicts $found $Step.fields).Count -gt 0) {
            throw $why
        }
        $created = $found
    }
    Save-MadeId $Step.key ([string] $created['id'])
    Add-Fresh $created['id'], $Step.key
    if ($missing.Count -gt 0) {
        Write-Outcome skipped $Step ('created, but not found: ' + ($missing -join ', '))
        return
    }
    Write-Outcome done $Step ('created, id ' + $created['id'])
}

function Update-Group {
    param([hashtable] $Step)
    $found = Get-Group -Group $Step -Paths @($Step.after.Keys)
    if (-not $found) {
        Write-Missing $Step
        return
    }
    if ($Step.settled -and (Test-Same $found['mailNickname'] $Step.settled)) {
        Write-Outcome already $Step 'has the final nickname'
        return
    }
    $changes = Get-Changes $found $Step
    if (-not $changes) {
        return
    }
    $shown = Get-ShownChanges $found $changes
    $id = [string] $found['id']
    if ($CheckOnly) {
        if ($changes.ContainsKey('mailNickname')) {
            $PlannedNicknames[$id] = $changes['mailNickname']
        }
        Write-Outcome done $Step ('would change ' + $shown)
        return
    }
    $null = Send-Graph -Method PATCH -Uri ('/v1.0/groups/' + $id) -Body $changes -Patient (Test-Fresh @{ id = $id })
    Write-Outcome done $Step $shown
}

# The ids in a list of a group.
function Get-List {
    param([string] $Id, [string] $List)
    $name = $Id + ' ' + $List
    if (-not $Lists.ContainsKey($name)) {
        $ids = @{}
        $uri = '/v1.0/groups/' + $Id + '/' + $List + '?$select=id&$top=999'
        while ($uri) {
            $page = Send-Graph -Method GET -Uri $uri -Patient $true
            foreach ($one in @($page['value'])) {
                $ids[[string] $one['id']] = $true
            }
            $uri = [string] $page['@odata.nextLink']
        }
        $Lists[$name] = $ids
    }
    return $Lists[$name]
}

function Add-Reference {
    param([string] $Id, [string] $List, [string] $PartyId, [bool] $Patient)
    $reference = @{}
    $reference['@odata.id'] = $GraphRoot + '/v1.0/directoryObjects/' + $PartyId
    try {
        $null = Send-Graph -Method POST -Uri ('/v1.0/groups/' + $Id + '/' + $List + '/$ref') -Body $reference -Patient $Patient
    } catch {
        if (-not ($_.Exception.Message -match 'already exist')) {
            throw $_.Exception.Message
        }
    }
}

function Remove-Reference {
    param([string] $Id, [string] $List, [string] $PartyId)
    try {
        $null = Send-Graph -Method DELETE -Uri ('/v1.0/groups/' + $Id + '/' + $List + '/' + $PartyId + '/$ref')
    } catch {
        # Not in the list any more.
        if (-not ($_.Exception.Message -match '^404')) {
            throw $_.Exception.Message
        }
    }
}

function Add-Parties {
    param([hashtable] $Step, [string] $List)
    $found = Get-Group -Group $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $id = [string] $found['id']
    $there = Get-List $id $List
    $new = @()
    $labels = @()
    $missing = @()
    $patient = Test-Fresh @{ id = $id }
    foreach ($party in @($Step.who)) {
        $partyId = Get-PartyId $party
        if (-not $partyId) {
            $missing += Get-Label $party
        } else {
            if ($List -eq 'members') {
                $Kept[$id + ' ' + $partyId] = $true
            }
            if (-not $there[$partyId]) {
                $new += $partyId
                $labels += Get-Label $party
                $patient = $patient -or (Test-Fresh $party)
            }
        }
    }
    if ($List -eq 'members' -and $missing.Count -eq 0) {
        $Kept[$id] = 1 + $Kept[$id]
    }
    if ($new.Count -gt 0 -and -not $CheckOnly) {
        $together = ($List -eq 'members' -and $new.Count -gt 1)
        if ($together) {
            $references = @()
            foreach ($one in $new) {
                $references += $GraphRoot + '/v1.0/directoryObjects/' + $one
            }
            try {
                $null = Send-Graph -Method PATCH -Uri ('/v1.0/groups/' + $id) -Body @{ 'members@odata.bind' = $references } -Patient $patient
            } catch {
                # One that cannot be added spoils the whole request.
                Write-Log ('one by one after: ' + $_.Exception.Message)
                $together = $false
            }
        }
        if (-not $together) {
            foreach ($one in $new) {
                Add-Reference $id $List $one $patient
            }
        }
    }
    foreach ($one in $new) {
        $there[$one] = $true
    }
    Write-Relations $Step 'added' $labels $missing
}

function Remove-Parties {
    param([hashtable] $Step, [string] $List)
    $found = Get-Group -Group $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $id = [string] $found['id']
    $there = Get-List $id $List
    $labels = @()
    $missing = @()
    foreach ($party in @($Step.who)) {
        $partyId = Get-PartyId $party
        if (-not $partyId) {
            $missing += Get-Label $party
        } elseif ($there[$partyId]) {
            if (-not $CheckOnly) {
                Remove-Reference $id $List $partyId
            }
            $there[$partyId] = $false
            $labels += Get-Label $party
        }
    }
    Write-Relations $Step 'removed' $labels $missing
}

function Write-Relations {
    param([hashtable] $Step, [string] $Verb, [string[]] $Labels, [string[]] $Missing)
    $text = $Verb + ' ' + ($Labels -join ', ')
    if ($CheckOnly) {
        $text = 'would be ' + $text
    }
    if ($Missing.Count -gt 0) {
        if ($Labels.Count -eq 0) {
            $text = 'nothing ' + $Verb
        }
        Write-Outcome skipped $Step ($text + '; not found: ' + ($Missing -join ', '))
    } elseif ($Labels.Count -eq 0) {
        Write-Outcome already $Step 'as wanted'
    } else {
        Write-Outcome done $Step $text
    }
}

# Takes out whoever the steps before have not put in, if all of them were understood.
function Remove-Others {
    param([hashtable] $Step)
    $found = Get-Group -Group $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $id = [string] $found['id']
    if ([int] $Kept[$id] -ne $Step.after) {
        Write-Outcome skipped $Step 'not all who belong in it were found, so nobody is taken out'
        return
    }
    $there = Get-List $id 'members'
    $labels = @()
    foreach ($one in @($there.Keys)) {
        if ($there[$one] -and -not $Kept[$id + ' ' + $one]) {
            if (-not $CheckOnly) {
                Remove-Reference $id 'members' $one
            }
            $there[$one] = $false
            $labels += $one
        }
    }
    Write-Relations $Step 'removed' $labels @()
}

function Remove-Group {
    param([hashtable] $Step)
    $found = Get-Group -Group $Step -Paths @($Step.identity.Keys)
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
        $PlannedGone[[string] $found['id']] = $true
        Write-Outcome done $Step 'would be deleted'
        return
    }
    $null = Send-Graph -Method DELETE -Uri ('/v1.0/groups/' + $found['id'])
    Write-Outcome done $Step ('deleted, id ' + $found['id'])
}

function Restore-Group {
    param([hashtable] $Step)
    if (Get-Group -Group @{ id = $Step.id } -Paths @()) {
        Write-Outcome already $Step 'is there'
        return
    }
    if (-not (Send-Graph -Method GET -Uri ('/v1.0/directory/deletedItems/' + $Step.id + '?$select=id'))) {
        Write-Outcome skipped $Step 'is not among the deleted groups'
        return
    }
    if ($CheckOnly) {
        $Pending[$Step.id] = $true
        Write-Outcome done $Step 'would be restored'
        return
    }
    $null = Send-Graph -Method POST -Uri ('/v1.0/directory/deletedItems/' + $Step.id + '/restore') -Body @{}
    Add-Fresh $Step.id
    Write-Outcome done $Step 'restored'
}

#endregion
