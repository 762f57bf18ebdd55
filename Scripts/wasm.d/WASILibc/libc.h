// The C library of WebAssembly as Geo imports it, by the name that it has in the Swift SDK for WASI.
#include <math.h>
#include <stdlib.h>
#include <string.h>
