#ifndef CREADLINE_H
#define CREADLINE_H
/* The terminal's line editor, as the few calls that the executable needs. */
#endif
