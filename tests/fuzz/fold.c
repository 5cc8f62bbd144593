/* fold.c -- fuzzing: the folded view of any bytes, and the way back. */
#include <setjmp.h>
#include <stdlib.h>

#include "cli/csv.h"
#include "text/fold.h"
#include "text/source.h"

#define CHECK(condition) ((condition) ? (void)0 : abort())

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_map(const struct fold *f)
{
	CHECK(f->map[f->text.len] == f->source.len);
	for (uint32_t i = 0; i < f->text.len; i++) {
		struct span at = fold_source(f, i, i + 1);

		CHECK(f->map[i] <= f->map[i + 1]);
		CHECK(at.start <= at.end && at.end <= f->source.len);
		CHECK(fold_offset(f, f->map[i]) <= i);
	}
	CHECK(fold_offset(f, (uint32_t)f->source.len) <= f->text.len);
	for (size_t i = 0; i < f->gaps.len; i++) {
		CHECK(f->gaps.items[i].at <= f->text.len);
		CHECK(!i || f->gaps.items[i - 1].at < f->gaps.items[i].at);
		CHECK(fold_gap(f, f->gaps.items[i].at) == &f->gaps.items[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena a;
	struct str bytes = { (const char *)data, size };
	struct source s;
	struct fold f;
	jmp_buf failed;

	a.on_failure = &failed;
	if (setjmp(failed))
		return 0;
	arena_reset(&a);
	source_read(&s, &a, "x", bytes);
	fold_read(&f, &a, s.text);
	check_map(&f);
	for (size_t i = 0; csv_value(&a, bytes, i).ok; i++)
		CHECK(i <= size);
	return 0;
}
