/*
 * amount.c -- a heading as tokens: numbers in digits and words, units, dates.
 *
 * "thirty (30)" is one number; "75 mcg/hr" is a number and one unit; "2-3" are
 * two numbers that count_read takes for a range. Nothing here knows what the
 * number is for.
 */
#include "letter/heading.h"

/* A range is written from the lower to the upper: "10-2" is none. */
#define IS_RANGE(low, high) ((low) < (high))
/* A wider range asks for nothing in particular. */
#define RANGE_MAX 60.0

const struct token *token_at(const struct heading *h, size_t i)
{
	static const struct token none = { .kind = TOKEN_MARK, .used = true };

	return i < h->tokens.len ? &h->tokens.items[i] : &none;
}

bool token_says(const struct heading *h, size_t i, struct str word)
{
	const struct token *t = token_at(h, i);

	return t->end > t->start &&
	       str_eq(fold_text(h->fold, t->start, t->end), word);
}

bool token_multiplies(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return token_says(h, i, STR("x")) || token_says(h, i, STR("times")) ||
	       str_one_edit_apart(fold_text(h->fold, t->start, t->end),
	                          STR("times"));
}

bool tokens_have(const struct heading *h, enum unit_role role)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		if (token_is(&h->tokens.items[i], role))
			return true;
	}
	return false;
}

void tokens_use(struct heading *h, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < h->tokens.len; i++)
		h->tokens.items[i].used = true;
}

/* The longest unit that begins at `at`: its roles; *end is where it ends. */
static uint32_t unit_at(const struct heading *h, uint32_t at, uint32_t *end,
                        const struct unit_row **unit)
{
	uint32_t roles = 0;

	for (size_t i = heading_hit(h, at); i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];
		const struct unit_row *row;

		if (hit->start > at)
			break;
		if (hit->kind != TERM_UNIT || hit->end > h->end ||
		    hit->end < *end)
			continue;
		row = &h->lex->units.items[hit->index];
		if (hit->end > *end) {
			roles = 0;
			*unit = NULL;
			*end = hit->end;
		}
		roles |= UINT32_C(1) << row->role;
		if (!*unit || row->role < (*unit)->role)
			*unit = row;
	}
	return roles;
}

static bool dated(const struct heading *h, struct token *t)
{
	struct str rest = fold_text(h->fold, t->start, h->end);
	size_t used;

	t->date = date_read(rest, &used);
	if (!used || !date_valid(t->date))
		return false;
	t->kind = TOKEN_DATE;
	t->end = t->start + (uint32_t)used;
	return true;
}

/* Digits: a date, or a number ("1,000", "7.5", ".5"). */
static void read_digits(const struct heading *h, struct token *t)
{
	struct str rest = fold_text(h->fold, t->start, h->end);
	size_t used;

	if (dated(h, t))
		return;
	t->kind = TOKEN_NUMBER;
	t->value = str_decimal(rest, &used);
	if (!used && rest.len > 1 && rest.ptr[0] == '.') {
		double whole = str_decimal(str_sub(rest, 1, rest.len), &used);
		size_t places = 0;

		t->value = whole;
		while (places < used && is_digit(rest.ptr[1 + places])) {
			t->value /= 10;
			places++;
		}
		used = places + 1;
	}
	t->end = t->start + (uint32_t)used;
}

static bool in_word(char c)
{
	return is_lower(c) || c == '\'' || (unsigned char)c >= 0x80;
}

static void read_letters(const struct heading *h, struct token *t)
{
	const char *text = h->fold->text.ptr;
	double value;

	while (t->end < h->end && in_word(text[t->end]))
		t->end++;
	value = number_word(fold_text(h->fold, t->start, t->end));
	if (value > 0) {
		t->kind = TOKEN_NUMBER;
		t->value = value;
	}
}

static void read_token(const struct heading *h, struct token *t)
{
	const char *text = h->fold->text.ptr;
	char c = text[t->start];
	bool point = c == '.' && t->start + 1 < h->end &&
	             is_digit(text[t->start + 1]);
	uint32_t unit_end = t->start + 1;

	t->end = t->start + 1;
	t->kind = TOKEN_MARK;
	if (is_digit(c) || point) {
		read_digits(h, t);
		return;
	}
	if (in_word(c)) {
		t->kind = TOKEN_WORD;
		if (!dated(h, t))
			read_letters(h, t);
	}
	if (t->kind == TOKEN_DATE)
		return;
	t->roles = unit_at(h, t->start, &unit_end, &t->unit);
	if (t->roles) {
		t->kind = TOKEN_WORD;
		t->end = unit_end;
	}
}

/* "twenty four", "one hundred twenty", "thirty (30)": one number. */
static bool joins(struct heading *h, struct token *before,
                  const struct token *t)
{
	if (before->kind != TOKEN_NUMBER || t->kind != TOKEN_NUMBER ||
	    is_digit(h->fold->text.ptr[before->start]) ||
	    is_digit(h->fold->text.ptr[t->start]) || t->start > before->end + 1)
		return false;
	if (t->value >= 100)
		before->value *= t->value;
	else if (t->value < 20 && before->value >= 100)
		before->value += t->value;
	else if (t->value < before->value && before->value >= 20)
		before->value += t->value;
	else
		return false;
	before->end = t->end;
	return true;
}

/* Takes "(30)" after a number in words: the digits are what counts. */
static void join_brackets(struct heading *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->tokens.len; i++) {
		struct token *t = &h->tokens.items[i];

		if (n && h->tokens.items[n - 1].kind == TOKEN_NUMBER &&
		    token_says(h, i, STR("(")) &&
		    token_at(h, i + 1)->kind == TOKEN_NUMBER &&
		    token_says(h, i + 2, STR(")")) &&
		    (!is_digit(
		             h->fold->text.ptr[h->tokens.items[n - 1].start]) ||
		     token_at(h, i + 1)->value ==
		             h->tokens.items[n - 1].value)) {
			h->tokens.items[n - 1].value = t[1].value;
			h->tokens.items[n - 1].end = t[2].end;
			i += 2;
			continue;
		}
		h->tokens.items[n++] = *t;
	}
	h->tokens.len = n;
}

static void mark_names(struct heading *h)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct token *t = &h->tokens.items[i];

		for (size_t j = 0; j < h->drugs.len; j++)
			t->in_name |= t->start >= h->drugs.items[j].start &&
			              t->end <= h->drugs.items[j].end;
		for (size_t j = 0; j < h->treatments.len; j++)
			t->in_name |=
			        t->start >= h->treatments.items[j].start &&
			        t->end <= h->treatments.items[j].end;
	}
}

/* What may stand before or between the numbers of teeth. */
static bool lists_numbers(const struct heading *h, size_t i)
{
	return token_says(h, i, STR("#")) || token_says(h, i, STR(":")) ||
	       token_says(h, i, STR(",")) || token_says(h, i, STR("and")) ||
	       token_says(h, i, STR("&")) || joins_range(h, i);
}

/* "Teeth #18, 19 and 30": the numbers are names. */
static void mark_numbered(struct heading *h)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		if (!token_is(&h->tokens.items[i], UNIT_NUMBERED))
			continue;
		while (i + 1 < h->tokens.len &&
		       (token_at(h, i + 1)->kind == TOKEN_NUMBER ||
		        lists_numbers(h, i + 1)))
			h->tokens.items[++i].in_name = true;
	}
}

/* "Twenty-four": takes "twenty" and "-" for one number with what follows. */
static void drop_hyphen(struct heading *h, const struct token *t)
{
	const struct token *hyphen = token_at(h, h->tokens.len - 1);
	const struct token *tens = token_at(h, h->tokens.len - 2);

	if (h->tokens.len < 2 || t->kind != TOKEN_NUMBER || t->value > 9 ||
	    tens->kind != TOKEN_NUMBER || tens->value < 20 ||
	    tens->value > 90 || hyphen->start != tens->end ||
	    hyphen->end != t->start ||
	    is_digit(h->fold->text.ptr[tens->start]) ||
	    is_digit(h->fold->text.ptr[t->start]) ||
	    !token_says(h, h->tokens.len - 1, STR("-")))
		return;
	h->tokens.len--;
	h->tokens.items[h->tokens.len - 1].end = hyphen->end;
}

void tokens_read(struct heading *h)
{
	const char *text = h->fold->text.ptr;
	uint32_t at = h->start;

	while (at < h->end && h->tokens.len < HEADING_TOKENS_MAX) {
		struct token t = { .start = at };

		if (text[at] == ' ') {
			at++;
			continue;
		}
		read_token(h, &t);
		at = t.end;
		drop_hyphen(h, &t);
		if (h->tokens.len &&
		    joins(h, &h->tokens.items[h->tokens.len - 1], &t))
			continue;
		*VEC_PUSH(h->arena, &h->tokens) = t;
	}
	join_brackets(h);
	mark_names(h);
	mark_numbered(h);
}

static bool is_count(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && !t->used && !t->in_name;
}

bool joins_range(const struct heading *h, size_t i)
{
	return token_says(h, i, STR("-")) || token_says(h, i, STR("to")) ||
	       token_says(h, i, STR("or"));
}

struct count count_read(const struct heading *h, size_t i)
{
	struct count c = { 0 };
	const struct token *high = token_at(h, i + 2);

	if (!is_count(token_at(h, i)))
		return c;
	c.ok = true;
	c.value = token_at(h, i)->value;
	c.low = c.value;
	c.next = i + 1;
	if (joins_range(h, i + 1) && is_count(high) &&
	    IS_RANGE(c.value, high->value)) {
		c.value = high->value;
		c.next = i + 3;
	}
	return c;
}

/* What the token after a number makes of it when it counts nothing itself. */
static bool measures(const struct token *t)
{
	static const enum unit_role roles[] = {
		UNIT_STRENGTH,
		UNIT_AMOUNT,
		UNIT_PERIOD,
		UNIT_RATE,
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (token_is(t, roles[i]))
			return true;
	}
	return false;
}

/* What may stand between a number and its rate: "3 x / week". */
static bool joins_rate(const struct heading *h, size_t i)
{
	if (token_multiplies(h, i) || token_says(h, i, STR("/")) ||
	    token_says(h, i, STR("per")) || token_says(h, i, STR("a")))
		return true;
	return token_is(token_at(h, i), UNIT_VISIT) &&
	       (token_is(token_at(h, i + 1), UNIT_RATE) ||
	        token_says(h, i + 1, STR("per")) ||
	        token_says(h, i + 1, STR("a")) ||
	        token_says(h, i + 1, STR("/")));
}

void numbers_list(const struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count c = count_read(h, i);
		size_t after = c.next;

		if (!c.ok)
			continue;
		while (joins_rate(h, after))
			after++;
		if (measures(token_at(h, after)))
			continue;
		if (c.value - c.low > RANGE_MAX)
			c.low = c.value;
		for (double v = c.low; v <= c.value; v++)
			*VEC_PUSH(h->arena, &r->numbers) = v;
		i = c.next - 1;
	}
}
