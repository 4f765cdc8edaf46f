#region Licences

# What was given, product by product: the plans that are switched off, sorted and joined by commas.
function Get-Licenses {
    param($Found, [bool] $OfGroup)
    $given = @{}
    if ($OfGroup) {
        $all = @($Found['assignedLicenses'] | Where-Object { $_ })
    } else {
        $all = @($Found['licenseAssignmentStates'] | Where-Object { $_ -and -not $_['assignedByGroup'] -and (@('Active', 'ActiveWithError') -contains $_['state']) })
    }
    foreach ($one in $all) {
        $off = @($one['disabledPlans'] | Where-Object { $_ } | Sort-Object)
        $given[[string] $one['skuId']] = $off -join ','
    }
    return $given
}

# Gives and takes products in one request, if what was given is what was assumed.
function Set-License {
    param([hashtable] $Step, [bool] $OfGroup)
    if ($OfGroup) {
        $found = Get-Group -Group $Step -Paths @('assignedLicenses')
        $list = 'groups'
    } else {
        $found = Get-Person -Person $Step -Paths @('licenseAssignmentStates')
        $list = 'users'
    }
    if (-not $found) {
        Write-Missing $Step
        return
    }
    $given = Get-Licenses $found $OfGroup
    $add = @()
    $remove = @()
    $conflicts = @()
    $shown = @()
    foreach ($change in @($Step.licenses)) {
        $now = 'none'
        if ($given.ContainsKey($change.sku)) {
            $now = $given[$change.sku]
        }
        if ($now -eq $change.after) {
            continue
        }
        if ($now -ne $change.before) {
            $conflicts += '{0}: expected {1}, found {2}' -f $change.sku, (Get-ShownLicense $change.before), (Get-ShownLicense $now)
            continue
        }
        $shown += '{0}: {1} -> {2}' -f $change.sku, (Get-ShownLicense $now), (Get-ShownLicense $change.after)
        if ($change.after -eq 'none') {
            $remove += $change.sku
        } else {
            $off = @($change.after.Split(',') | Where-Object { $_ })
            $add += @{ skuId = $change.sku; disabledPlans = $off }
        }
    }
    if ($conflicts.Count -gt 0) {
        Write-Outcome skipped $Step ($conflicts -join '; ')
        return
    }
    if ($add.Count -eq 0 -and $remove.Count -eq 0) {
        Write-Outcome already $Step 'licences as wanted'
        return
    }
    $text = 'licences: ' + ($shown -join '; ')
    if ($CheckOnly) {
        Write-Outcome done $Step ('would change ' + $text)
        return
    }
    $id = [string] $found['id']
    $patient = (Test-Fresh $Step) -or (Test-Fresh @{ id = $id })
    $null = Send-Graph -Method POST -Uri ('/v1.0/' + $list + '/' + $id + '/assignLicense') -Body @{ addLicenses = $add; removeLicenses = $remove } -Patient $patient
    Write-Outcome done $Step $text
}

function Get-ShownLicense {
    param([string] $Off)
    if ($Off -eq 'none') {
        return 'not given'
    }
    if ($Off) {
        return 'given without ' + $Off
    }
    return 'given'
}

#endregion
