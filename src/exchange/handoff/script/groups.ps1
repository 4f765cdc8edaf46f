#region Groups

# What is noted beside the log: ids of groups that this script has created, rules that it has ended.
$Noted = @{}
# Keys of created groups, by id.
$Keys = @{}
# Who is in a list of a group, read once and followed from there.
$Lists = @{}
# Whom the steps of this run have put into a group or found in it: what a trim leaves.
$Kept = @{}
# With -CheckOnly: nicknames in between, and groups that would be gone.
$PlannedNicknames = @{}
$PlannedGone = @{}

# What earlier runs have noted beside the log, by its first word and the next.
function Get-Noted {
    param([string] $Word, [string] $Name)
    $start = $RunKey + ' ' + $Word + ' ' + $Name
    if (-not $Noted.ContainsKey($start)) {
        $Noted[$start] = ''
        if ([IO.File]::Exists($DoneFile)) {
            foreach ($line in @([IO.File]::ReadAllLines($DoneFile, $Utf8))) {
                if ($line -like ($start + ' *')) {
                    $words = $line.Split(' ')
                    $Noted[$start] = $words[$words.Count - 1]
                }
            }
        }
    }
    return [string] $Noted[$start]
}

# With -CheckOnly only this run knows of it.
function Save-Noted {
    param([string] $Word, [string] $Name, [string] $Text)
    if ((Get-Noted $Word $Name) -ne $Text) {
        $Noted[$RunKey + ' ' + $Word + ' ' + $Name] = $Text
        if (-not $CheckOnly) {
            [IO.File]::AppendAllText($DoneFile, $RunKey + ' ' + $Word + ' ' + $Name + ' ' + $Text + [Environment]::NewLine, $Utf8)
        }
    }
    if ($Word -eq 'made') {
        $Keys[$Text] = $Name
    }
}

# The group of this name and nickname that was made since the script was written, and is neither one of
# those that were there before nor another one of this script.
function Find-Group {
    param([hashtable] $Group, [string] $Select)
    $filter = "mailNickname eq '" + ([string] $Group.nickname).Replace("'", "''") + "'"
    $answer = Send-Graph -Method GET -Uri ('/v1.0/groups?$filter=' + [Uri]::EscapeDataString($filter) + '&$select=' + $Select + ',createdDateTime&$top=999')
    $count = 0
    $meant = $null
    foreach ($one in @($answer['value'])) {
        $id = [string] $one['id']
        $isOther = (@($Group.others) -contains $id) -or $PlannedGone.ContainsKey($id) -or ($Keys[$id] -and $Keys[$id] -ne $Group.key)
        $isNew = [string]::CompareOrdinal((Get-Instant $one['createdDateTime']), $Since) -ge 0
        if ($isNew -and -not $isOther -and (Test-Same $one['displayName'] $Group.label)) {
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
        $id = Get-Noted 'made' $Group.key
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
        return Get-Noted 'made' $Party.key
    }
    return Get-PersonId $Party
}

function New-Group {
    param([hashtable] $Step)
    $paths = @($Step.fields.Keys)
    $found = Get-Group -Group $Step -Paths $paths
    $conflicts = @()
    if ($found) {
        $conflicts = Get-Conflicts $found $Step.fields
    }
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ('another group has this name; ' + ($conflicts -join '; '))
        return
    }
    if ($CheckOnly -and -not $found) {
        $Pending[$Step.key] = $true
        Write-Outcome done $Step 'would be created'
        return
    }
    $text = ''
    if (-not $found) {
        $found = Send-NewGroup $Step $paths
        Add-Fresh $found['id'], $Step.key
        $text = 'created, id ' + $found['id']
    }
    $id = [string] $found['id']
    Save-Noted 'made' $Step.key $id
    # Whoever did not come along.
    $labels = @()
    $problems = @()
    foreach ($list in @('owners', 'members')) {
        $parties = @($Step[$list] | Where-Object { $_ })
        if ($parties.Count -gt 0) {
            $joined = Join-Parties $id $list $parties
            $problems += $joined.problems
            $labels += $joined.labels
        }
    }
    if ($problems.Count -gt 0) {
        Write-Outcome skipped $Step ((@($text, ($problems -join '; ')) | Where-Object { $_ }) -join '; ')
    } elseif ($text) {
        Write-Outcome done $Step $text
    } else {
        Write-Relations $Step 'added' $labels @()
    }
}

# Creates a group, once: nothing but its name would keep a second one from being made.
function Send-NewGroup {
    param([hashtable] $Step, [string[]] $Paths)
    $body = @{}
    $bare = @{}
    foreach ($path in $Paths) {
        $body[$path] = $Step.fields[$path]
        $bare[$path] = $Step.fields[$path]
    }
    $patient = $false
    foreach ($list in @('owners', 'members')) {
        $references = @()
        foreach ($party in @($Step[$list] | Where-Object { $_ })) {
            $id = Get-PartyId $party
            if ($id) {
                $references += $GraphRoot + '/v1.0/directoryObjects/' + $id
                $patient = $patient -or (Test-Fresh $party)
            }
        }
        if ($references.Count -gt 0) {
            $body[$list + '@odata.bind'] = $references
        }
    }
    for ($try = 1; $true; $try++) {
        $why = ''
        try {
            return Send-Graph -Method POST -Uri '/v1.0/groups' -Body $body -Patient $patient -Once $true
        } catch {
            $why = $_.Exception.Message
        }
        # The answer may have been lost on the way.
        $unclear = ($why -match '^(0|408|500|502|504) ')
        if ($unclear) {
            Start-Sleep -Milliseconds 5000
        }
        $found = Get-Group -Group $Step -Paths $Paths
        if ($found -and (Get-Conflicts $found $Step.fields).Count -eq 0) {
            return $found
        }
        if ($try -ge 6 -or (-not $unclear -and $body.Count -eq $bare.Count)) {
            throw $why
        }
        if (-not $unclear) {
            # Somebody who cannot be put in spoils it: the group first, then one by one.
            Write-Log ('without owners and members after: ' + $why)
            $body = $bare
        }
    }
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
    $rules = $changes.ContainsKey('groupTypes') -and (@($changes['groupTypes']) -contains 'DynamicMembership')
    if ($rules) {
        # The rule takes all of them out but those whom it takes itself.
        $there = @((Get-List $id 'members').Keys)
        Write-Log ((Get-Label $Step) + ' has these members before the rule decides: ' + ($there -join ', '))
        if ($Step.ContainsKey('members') -and $there.Count -gt $Step.members) {
            Write-Outcome skipped $Step ('{0} members were imported, {1} are there: import again, or the rollback could not bring all of them back' -f $Step.members, $there.Count)
            return
        }
        $Lists[$id + ' members'] = $null
    }
    if (-not $rules -and $changes.ContainsKey('groupTypes')) {
        Save-Noted 'ended' $id 'yes'
    }
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
    if ($null -eq $Lists[$name]) {
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

# Whether somebody came in; not, who was in already.
function Add-Reference {
    param([string] $Id, [string] $List, [string] $PartyId, [bool] $Patient)
    $reference = @{}
    $reference['@odata.id'] = $GraphRoot + '/v1.0/directoryObjects/' + $PartyId
    try {
        $null = Send-Graph -Method POST -Uri ('/v1.0/groups/' + $Id + '/' + $List + '/$ref') -Body $reference -Patient $Patient
    } catch {
        if ($_.Exception.Message -match 'already exist') {
            return $false
        }
        throw $_.Exception.Message
    }
    return $true
}

# Whether somebody went; not, who was not in any more.
function Remove-Reference {
    param([string] $Id, [string] $List, [string] $PartyId)
    try {
        $null = Send-Graph -Method DELETE -Uri ('/v1.0/groups/' + $Id + '/' + $List + '/' + $PartyId + '/$ref')
    } catch {
        if ($_.Exception.Message -match '^404') {
            return $false
        }
        throw $_.Exception.Message
    }
    return $true
}

# Puts in whoever is not in yet; who came, and what went wrong with whom.
function Join-Parties {
    param([string] $Id, [string] $List, $Parties)
    $there = Get-List $Id $List
    $new = @()
    $names = @{}
    $labels = @()
    $problems = @()
    $patient = Test-Fresh @{ id = $Id }
    foreach ($party in @($Parties)) {
        $partyId = Get-PartyId $party
        if (-not $partyId) {
            $problems += 'not found: ' + (Get-Label $party)
        } else {
            if ($List -eq 'members') {
                $Kept[$Id + ' ' + $partyId] = $true
            }
            if (-not $there[$partyId]) {
                $new += $partyId
                $names[$partyId] = Get-Label $party
                $patient = $patient -or (Test-Fresh $party)
            }
        }
    }
    $together = ($List -eq 'members' -and $new.Count -gt 1 -and -not $CheckOnly)
    if ($together) {
        $references = @()
        foreach ($one in $new) {
            $references += $GraphRoot + '/v1.0/directoryObjects/' + $one
        }
        try {
            $null = Send-Graph -Method PATCH -Uri ('/v1.0/groups/' + $Id) -Body @{ 'members@odata.bind' = $references } -Patient $patient
        } catch {
            # One who cannot be added spoils the whole request.
            Write-Log ('one by one after: ' + $_.Exception.Message)
            $together = $false
        }
    }
    foreach ($one in $new) {
        try {
            if ($CheckOnly -or $together -or (Add-Reference $Id $List $one $patient)) {
                $labels += $names[$one]
            }
            $there[$one] = $true
        } catch {
            $problems += $names[$one] + ': ' + $_.Exception.Message
        }
    }
    return @{ labels = $labels; problems = $problems }
}

# Whether steps that follow the end of a rule have a meaning: this script has ended it, and has not
# finished with it in an earlier run. Else says so.
function Test-AfterRule {
    param([hashtable] $Step, [string] $Id)
    if (-not $Step.ruled) {
        return $true
    }
    if (Get-Noted 'trimmed' $Id) {
        Write-Outcome already $Step 'done by an earlier run'
        return $false
    }
    if (-not (Get-Noted 'ended' $Id)) {
        Write-Outcome skipped $Step 'this script has not ended a rule here, so who is in it stays'
        return $false
    }
    return $true
}

function Add-Parties {
    param([hashtable] $Step, [string] $List)
    $found = Get-Group -Group $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $id = [string] $found['id']
    if (-not (Test-AfterRule $Step $id)) {
        return
    }
    $joined = Join-Parties $id $List $Step.who
    if ($List -eq 'members' -and $joined.problems.Count -eq 0) {
        $Kept[$id] = 1 + $Kept[$id]
    }
    Write-Relations $Step 'added' $joined.labels $joined.problems
}

function Remove-Parties {
    param([hashtable] $Step, [string] $List)
    $found = Get-Group -Group $Step -Paths @()
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $id = [string] $found['id']
    if (-not (Test-AfterRule $Step $id)) {
        return
    }
    $there = Get-List $id $List
    $labels = @()
    $problems = @()
    foreach ($party in @($Step.who)) {
        $partyId = Get-PartyId $party
        if (-not $partyId) {
            $problems += 'not found: ' + (Get-Label $party)
        } elseif ($there[$partyId] -or $party.unlisted) {
            try {
                if ($CheckOnly -or (Remove-Reference $id $List $partyId)) {
                    $labels += Get-Label $party
                }
                $there[$partyId] = $false
            } catch {
                $problems += (Get-Label $party) + ': ' + $_.Exception.Message
            }
        }
    }
    Write-Relations $Step 'removed' $labels $problems
}

function Write-Relations {
    param([hashtable] $Step, [string] $Verb, [string[]] $Labels, [string[]] $Problems)
    $text = $Verb + ' ' + ($Labels -join ', ')
    if ($CheckOnly) {
        $text = 'would be ' + $text
    }
    if ($Problems.Count -gt 0) {
        if ($Labels.Count -eq 0) {
            $text = 'nothing ' + $Verb
        }
        Write-Outcome skipped $Step ($text + '; ' + ($Problems -join '; '))
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
    if (-not (Test-AfterRule $Step $id)) {
        return
    }
    if ([int] $Kept[$id] -ne $Step.after) {
        Write-Outcome skipped $Step 'not all who belong in it were found, so nobody is taken out'
        return
    }
    $there = Get-List $id 'members'
    $labels = @()
    $problems = @()
    foreach ($one in @($there.Keys)) {
        if ($there[$one] -and -not $Kept[$id + ' ' + $one]) {
            try {
                if ($CheckOnly -or (Remove-Reference $id 'members' $one)) {
                    $labels += $one
                }
                $there[$one] = $false
            } catch {
                $problems += $one + ': ' + $_.Exception.Message
            }
        }
    }
    if ($problems.Count -eq 0) {
        Save-Noted 'trimmed' $id 'yes'
    }
    Write-Relations $Step 'removed' $labels $problems
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

# The lifetime of the group begins anew, unless that was done since it was asked for.
function Update-GroupRenewal {
    param([hashtable] $Step)
    $found = Get-Group -Group $Step -Paths @('renewedDateTime')
    if (-not $found) {
        Write-Outcome skipped $Step 'is not in the tenant'
        return
    }
    $renewed = $found['renewedDateTime']
    if ($renewed -and [string]::CompareOrdinal((Get-Instant $renewed), $Step.asked) -ge 0) {
        Write-Outcome already $Step ('renewed at ' + (Get-Instant $renewed))
        return
    }
    if ($CheckOnly) {
        Write-Outcome done $Step 'would be renewed'
        return
    }
    $null = Send-Graph -Method POST -Uri ('/v1.0/groups/' + $found['id'] + '/renew') -Body @{}
    Write-Outcome done $Step 'renewed'
}

#endregion
