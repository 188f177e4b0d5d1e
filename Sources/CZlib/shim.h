#ifndef DOLEN_CZLIB_SHIM_H
#define DOLEN_CZLIB_SHIM_H

#include <zlib.h>

// The macro is no function, so Swift does not see it. A negative number of bits is a stream without a
// header, as a ZIP archive has it.
static inline int czlib_inflate_init(z_stream *stream, int bits) {
  return inflateInit2(stream, bits);
}

static inline int czlib_deflate_init(z_stream *stream, int level, int bits) {
  return deflateInit2(stream, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
