/* select.c -- which rules are reported. */
#include "cli/select.h"

#include "text/diag.h"

struct str select_rule_at(const void *rules, size_t i)
{
	const struct ruleset *set = rules;

	if (i < set->checks.list.len)
		return set->checks.list.items[i].id;
	return set->criteria.list.items[i - set->checks.list.len].id;
}

size_t select_rules(const struct ruleset *rules)
{
	return rules->checks.list.len + rules->criteria.list.len;
}

/* '*' stands for any characters. The usual way: go back to the last star. */
static bool glob_matches(struct str pattern, struct str id)
{
	size_t p = 0, i = 0, star = pattern.len, star_at = 0;

	while (i < id.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			star_at = i;
		} else if (p < pattern.len && pattern.ptr[p] == id.ptr[i]) {
			p++;
			i++;
		} else if (star < pattern.len) {
			p = star + 1;
			i = ++star_at;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static bool matches(struct str name, struct str id)
{
	struct str group = str_cut(id, '/').head;

	if (str_has_char(name, '*'))
		return glob_matches(name, id);
	if (str_ends(name, STR("/")))
		name = str_sub(name, 0, name.len - 1);
	return str_eq(name, id) || str_eq(name, group);
}

static bool any_matches(const struct words *names, struct str id)
{
	for (size_t i = 0; i < names->list.len; i++) {
		if (matches(names->list.items[i], id))
			return true;
	}
	return false;
}

/* "imrcheck.yaml:3: " when a name comes from there. */
static struct str origin(const struct options *o, struct arena *a,
                         const char *option, struct str name)
{
	for (size_t i = 0; i < o->settings.len; i++) {
		const struct setting *s = &o->settings.items[i];

		if (s->from.line && str_eq(s->name, str_c(option)) &&
		    str_find(s->value, 0, name) < s->value.len)
			return arena_printf(a,
			                    "%.*s:%u: ", STR_ARG(s->from.path),
			                    s->from.line);
	}
	return (struct str){ 0 };
}

static bool check_names(const struct options *o, const char *option,
                        const struct words *names, const struct ruleset *rules,
                        struct arena *a, struct str *error)
{
	size_t n = select_rules(rules);

	for (size_t i = 0; i < names->list.len; i++) {
		struct str name = names->list.items[i], hint;
		size_t j = 0;

		while (j < n && !matches(name, select_rule_at(rules, j)))
			j++;
		if (j < n)
			continue;
		hint = diag_did_you_mean(a, name, select_rule_at, rules, n);
		*error = arena_printf(a, "%.*sno rule '%.*s'%.*s",
		                      STR_ARG(origin(o, a, option, name)),
		                      STR_ARG(name), STR_ARG(hint));
		return false;
	}
	return true;
}

bool select_check(const struct options *o, const struct ruleset *rules,
                  struct arena *a, struct str *error)
{
	return check_names(o, "select", &o->select, rules, a, error) &&
	       check_names(o, "ignore", &o->ignore, rules, a, error);
}

bool select_wants(const struct options *o, struct str rule,
                  struct str criterion)
{
	if (any_matches(&o->ignore, rule) ||
	    (criterion.len && any_matches(&o->ignore, criterion)))
		return false;
	return !o->select.list.len || any_matches(&o->select, rule) ||
	       (criterion.len && any_matches(&o->select, criterion));
}
