/* json.c -- fuzzing: any bytes as JSON; what is read can be written again. */
#include <setjmp.h>
#include <stdlib.h>

#include "report/json.h"
#include "text/node.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct arena *a, struct str text)
{
	struct diags d = { .arena = a };
	struct buf b = { .arena = a };
	struct json j = { .out = &b };
	const struct node *n = json_read(a, &d, text);

	if (!n != (d.count > 0))
		abort();
	if (!n || n->kind != NODE_SCALAR)
		return;
	json_str(&j, n->text);
	if (!json_read(a, &d, buf_text(&b)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	jmp_buf failed;

	a.on_failure = &failed;
	if (!setjmp(failed))
		check(&a, (struct str){ (const char *)data, size });
	arena_free(&a);
	return 0;
}
