# Installs Samarth Desktop for the present person, without an administrator: right-click, "Run with PowerShell".
# Data lies elsewhere (in the person's application data) and stays as it is when a newer version is installed over this.
$ErrorActionPreference = "Stop"
$target = Join-Path $env:LOCALAPPDATA "Programs\samarth-desktop"
if (Get-Process samarth-desktop -ErrorAction SilentlyContinue) {
    Write-Host "Samarth Desktop is open. Close it first, then run this again."
    exit 1
}
if (Test-Path $target) { Remove-Item $target -Recurse -Force }
Copy-Item $PSScriptRoot $target -Recurse
$link = (New-Object -ComObject WScript.Shell).CreateShortcut(
    (Join-Path $env:APPDATA "Microsoft\Windows\Start Menu\Programs\Samarth Desktop.lnk"))
$link.TargetPath = Join-Path $target "samarth-desktop.exe"
$link.WorkingDirectory = $target
$link.Save()
Write-Host "Installed. Samarth Desktop is in the Start menu."
