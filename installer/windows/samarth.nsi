; The Windows installer: for one person, without an administrator, in Hindi and English; /S asks nothing.
; Called by setup_program.py with /DVERSION /DFOUR (of four numbers) /DSTAGE (the program folder) /DICON /DOUT /DSIZE (KiB);
; with /DOFFICE it is the office's window and hub that is set up.
Target amd64-unicode            ; a 32-bit stub does not start where only 64-bit programs run
Unicode true
!include MUI2.nsh
!include WordFunc.nsh
!ifdef OFFICE
  !define PROGRAM "samarth-office"
  !define TITLE "Samarth Desktop office"
  !define DATA "samarth-hub"
  !define MUTEX "SamarthOfficeIsOpen"
!else
  !define PROGRAM "samarth-desktop"
  !define TITLE "Samarth Desktop"
  !define DATA "samarth-desktop"
  !define MUTEX "SamarthDesktopIsOpen"
!endif
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"
!define CLASSES "Software\Classes"
Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
SetCompressor /SOLID lzma
SetCompressorDictSize 64  ; MB: the two programs carry the same modules, far apart
VIProductVersion "${FOUR}"
VIAddVersionKey ProductName "${TITLE}"
VIAddVersionKey FileDescription "${TITLE}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey CompanyName "Samarth Desktop"
VIAddVersionKey LegalCopyright "MIT"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Hindi"
!insertmacro MUI_LANGUAGE "English"

LangString OPEN ${LANG_HINDI} "समर्थ डेस्कटॉप अभी खुला है। उसे बंद करें, फिर दोबारा कोशिश करें। कुछ नहीं बदला।"
LangString OPEN ${LANG_ENGLISH} "Samarth Desktop is open. Close it, then try again. Nothing was changed."
!ifdef OFFICE
LangString SERVES ${LANG_HINDI} "दफ़्तर का हब अभी चालू है। उसे बंद करें, फिर दोबारा कोशिश करें। कुछ नहीं बदला।"
LangString SERVES ${LANG_ENGLISH} "The office's hub serves now. Stop it, then try again. Nothing was changed."
!endif
LangString NEWER ${LANG_HINDI} "इस कंप्यूटर पर नया संस्करण $R0 है। यह (${VERSION}) उससे पुराना है, इसलिए कुछ नहीं बदला गया।"
LangString NEWER ${LANG_ENGLISH} "This computer has the newer version $R0. This one (${VERSION}) is older, so nothing was changed."
LangString FULL ${LANG_HINDI} "फ़ाइलें नहीं लिखी जा सकीं। डिस्क में जगह बनाएँ, फिर दोबारा करें। पहले वाला प्रोग्राम वैसा ही है।"
LangString FULL ${LANG_ENGLISH} "The files could not be written. Make room on the disk, then try again. The program of before is as it was."
LangString STAYS ${LANG_HINDI} "प्रोग्राम हट गया। आपका डेटा यहीं रहता है: $LOCALAPPDATA\${DATA}"
LangString STAYS ${LANG_ENGLISH} "The program is gone. Your data stay here: $LOCALAPPDATA\${DATA}"
!ifndef OFFICE
LangString BACKUP ${LANG_HINDI} "समर्थ डेस्कटॉप की नकल"
LangString BACKUP ${LANG_ENGLISH} "Backup of Samarth Desktop"
!endif

; A window that is open holds a mutex (gui/app/single.py); a program that runs cannot be opened for writing either.
!macro REFUSE_WHILE_OPEN
  again:
  System::Call 'kernel32::OpenMutex(i 0x100000, i 0, t "${MUTEX}") p .R1'
  StrCmp $R1 0 unheld
    System::Call 'kernel32::CloseHandle(p R1)'
    SetErrorLevel 3
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(OPEN)" /SD IDCANCEL IDRETRY again
    Abort "$(OPEN)"
  unheld:
  IfFileExists "$INSTDIR\${PROGRAM}.exe" 0 free
  ClearErrors
  FileOpen $R1 "$INSTDIR\${PROGRAM}.exe" a
  IfErrors 0 closed
    SetErrorLevel 3
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(OPEN)" /SD IDCANCEL IDRETRY again
    Abort "$(OPEN)"
  closed:
  FileClose $R1
  free:
!ifdef OFFICE  ; the hub may go on without its window
  IfFileExists "$INSTDIR\samarth-hub.exe" 0 ended
  ClearErrors
  FileOpen $R1 "$INSTDIR\samarth-hub.exe" a
  IfErrors 0 stopped
    SetErrorLevel 3
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(SERVES)" /SD IDCANCEL IDRETRY again
    Abort "$(SERVES)"
  stopped:
  FileClose $R1
  ended:
!endif
!macroend

Section
  ReadRegStr $R0 HKCU "${UNINSTALL}" "DisplayVersion"
  StrCmp $R0 "" fresh
  ${VersionCompare} "$R0" "${VERSION}" $R1
  StrCmp $R1 1 0 fresh
    SetErrorLevel 4
    MessageBox MB_OK|MB_ICONINFORMATION "$(NEWER)" /SD IDOK
    Abort "$(NEWER)"
  fresh:
  !insertmacro REFUSE_WHILE_OPEN

  ; Unpacked beside, then exchanged by two renames: a full disk or a power cut leaves a whole program.
  RMDir /r "$INSTDIR.new"
  ClearErrors
  SetOutPath "$INSTDIR.new"
  File /r "${STAGE}/*"
  WriteUninstaller "$INSTDIR.new\uninstall.exe"
  SetOutPath "$TEMP"
  IfErrors full
  RMDir /r "$INSTDIR.old"
  IfFileExists "$INSTDIR\*.*" 0 swap
  ClearErrors
  Rename "$INSTDIR" "$INSTDIR.old"
  IfErrors 0 swap
    RMDir /r "$INSTDIR.new"
    SetErrorLevel 3
    MessageBox MB_OK|MB_ICONINFORMATION "$(OPEN)" /SD IDOK
    Abort "$(OPEN)"
  swap:
  ClearErrors
  Rename "$INSTDIR.new" "$INSTDIR"
  IfErrors 0 done
    Rename "$INSTDIR.old" "$INSTDIR"
  full:
    RMDir /r "$INSTDIR.new"
    SetErrorLevel 5
    MessageBox MB_OK|MB_ICONINFORMATION "$(FULL)" /SD IDOK
    Abort "$(FULL)"
  done:
  RMDir /r "$INSTDIR.old"

  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}.exe"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Samarth Desktop"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${UNINSTALL}" "Comments" "$LOCALAPPDATA\${DATA}"
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
!ifndef OFFICE
  WriteRegStr HKCU "${CLASSES}\.samarth" "" "SamarthDesktop.Backup"
  WriteRegStr HKCU "${CLASSES}\SamarthDesktop.Backup" "" "$(BACKUP)"
  WriteRegStr HKCU "${CLASSES}\SamarthDesktop.Backup\DefaultIcon" "" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr HKCU "${CLASSES}\SamarthDesktop.Backup\shell\open\command" "" '"$INSTDIR\${PROGRAM}.exe" "%1"'
!endif
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
!ifndef OFFICE
  DeleteRegKey HKCU "${CLASSES}\SamarthDesktop.Backup"
  DeleteRegKey HKCU "${CLASSES}\.samarth"
!endif
  MessageBox MB_OK|MB_ICONINFORMATION "$(STAYS)" /SD IDOK
SectionEnd
