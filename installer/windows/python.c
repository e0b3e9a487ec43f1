/* python.exe for trying the program under Wine: the rest of CPython lies in its own libraries. */
#include <wchar.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int argc, wchar_t **argv) { return Py_Main(argc, argv); }
