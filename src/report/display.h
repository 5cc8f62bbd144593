/* display.h -- letter text made fit to be seen on a terminal. */
#ifndef IMR_DISPLAY_H
#define IMR_DISPLAY_H

#include "base/buf.h"
#include "base/str.h"

/*
 * True for characters that must not reach a terminal as they are: control
 * characters, and those that turn the direction of writing, with which a text
 * can be made to look like another one.
 */
bool display_unsafe(uint32_t code_point);

/*
 * Appends the character at s.ptr[at] as it is shown, stores its length in
 * *len, and returns how many columns it takes: unsafe characters become
 * escapes ("\x1b"), a tab becomes blanks up to the next stop after `column`.
 */
size_t display_char(struct buf *b, struct str s, size_t at, size_t column,
                    size_t *len);

/* Appends a whole text in that way; line ends become escapes too. */
void display_text(struct buf *b, struct str s);

/* The same, but line ends (LF and CRLF) stay line ends. */
void display_lines(struct buf *b, struct str s);

/*
 * Appends text wrapped at words to lines of at most `columns`, each begun with
 * `indent` blanks. White space in s counts as one blank, an empty line stays.
 */
void display_wrapped(struct buf *b, struct str s, size_t indent,
                     size_t columns);

#endif
