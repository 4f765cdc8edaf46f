Write-Log ('{0} done, {1} already so, {2} skipped, {3} failed' -f $Counts['done'], $Counts['already'], $Counts['skipped'], $Counts['failed'])
if ($Counts['skipped'] -gt 0 -or $Counts['failed'] -gt 0) {
    Write-Warning ('Not everything could be done. See ' + $LogFile)
}
