/* diag.c -- complaints about what we were given. */
#include "text/diag.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"

const char *diag_name(enum diag_id id)
{
	static const char *const names[] = {
#define X(id, name) [DIAG_##id] = name,
		DIAG_LIST(X)
#undef X
	};
	return names[id];
}

void diag_add(struct diags *d, enum diag_id id, uint32_t line, uint32_t column,
              const char *format, ...)
{
	char text[512]; /* longer ones are cut: they quote what was given */
	struct diag *one;
	va_list args;

	if (++d->count > DIAGS_MAX)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	one = VEC_PUSH(d->arena, &d->list);
	one->id = id;
	one->path = d->path;
	one->line = line;
	one->column = column;
	one->text = arena_str(d->arena, str_c(text));
}

struct str diags_text(const struct diags *d)
{
	struct buf b = { .arena = d->arena };

	for (size_t i = 0; i < d->list.len; i++) {
		const struct diag *one = &d->list.items[i];

		buf_str(&b, one->path);
		if (one->line)
			buf_printf(&b, ":%u:%u", one->line, one->column);
		buf_printf(&b, ": error: %.*s [%s]\n", STR_ARG(one->text),
		           diag_name(one->id));
	}
	if (d->count > DIAGS_MAX)
		buf_printf(&b, "... and %zu more\n", d->count - DIAGS_MAX);
	return buf_text(&b);
}

struct str diag_did_you_mean(struct arena *a, struct str word,
                             struct str (*candidate)(const void *, size_t),
                             const void *with, size_t n)
{
	size_t most = word.len / 3 + 1, best = most + 1;
	struct str nearest = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct str name = candidate(with, i);
		size_t steps = str_distance(word, name, most);

		if (steps < best) {
			best = steps;
			nearest = name;
		}
	}
	if (!nearest.len)
		return nearest;
	return arena_printf(a, "; did you mean '%.*s'?", STR_ARG(nearest));
}
