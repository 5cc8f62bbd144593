/*
 * completion.c -- scripts for shells, made of the table of options.
 *
 * Names of rules are asked of the program when they are needed, so that the
 * rules of a project are among them.
 */
#include "cli/completion.h"

#include "cli/option.h"
#include "text/diag.h"

/* What an option's value can be, beyond what anybody types freely. */
enum values {
	VALUES_ANY,
	VALUES_FILE,
	VALUES_FOLDER,
	VALUES_RULE,
	VALUES_LEVEL,
	VALUES_FORMAT,
	VALUES_WHEN,
};

static const struct {
	const char *option;
	enum values values;
} known[] = {
	{ "fail-on", VALUES_LEVEL }, { "format", VALUES_FORMAT },
	{ "output", VALUES_FILE },   { "select", VALUES_RULE },
	{ "ignore", VALUES_RULE },   { "rules", VALUES_FOLDER },
	{ "color", VALUES_WHEN },    { "config", VALUES_FILE },
	{ "waivers", VALUES_FILE },  { "baseline", VALUES_FILE },
};

static enum values values_of(const struct option *option)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (str_eq(str_c(known[i].option), str_c(option->name)))
			return known[i].values;
	}
	return VALUES_ANY;
}

/* The words of a closed set, with blanks between. */
static void words(struct buf *out, enum values v)
{
	switch (v) {
	case VALUES_LEVEL:
		for (int i = SEVERITY_ERROR; i >= SEVERITY_NOTE; i--)
			buf_printf(out, "%s%s", i < SEVERITY_ERROR ? " " : "",
			           severity_name((enum severity)i));
		return;
	case VALUES_FORMAT:
		for (size_t i = 0; i < report_formats(); i++)
			buf_printf(out, "%s%s", i ? " " : "",
			           report_format_at(i)->name);
		return;
	case VALUES_WHEN:
		buf_str(out, STR("auto always never"));
		return;
	case VALUES_ANY:
	case VALUES_FILE:
	case VALUES_FOLDER:
	case VALUES_RULE:
		return;
	}
}

static void command_words(struct buf *out)
{
	for (size_t i = 0; i < n_option_commands; i++)
		buf_printf(out, "%s%s", i ? " " : "", option_commands[i].word);
}

#define RULES_LIST "imrcheck rules list 2>/dev/null | cut -d ' ' -f 1"

/* -- bash */

static void bash_values(struct buf *out, const struct option *option)
{
	enum values v = values_of(option);

	buf_printf(out, "\t--%s)\n", option->name);
	if (v == VALUES_RULE)
		buf_str(out,
		        STR("\t\t_imrcheck_words \"$(" RULES_LIST ")\"\n"));
	else if (v == VALUES_FILE)
		buf_str(out, STR("\t\t_imrcheck_files -f\n"));
	else if (v == VALUES_FOLDER)
		buf_str(out, STR("\t\t_imrcheck_files -d\n"));
	else if (v != VALUES_ANY) {
		buf_str(out, STR("\t\t_imrcheck_words \""));
		words(out, v);
		buf_str(out, STR("\"\n"));
	}
	buf_str(out, STR("\t\treturn ;;\n"));
}

static void bash(struct buf *out)
{
	buf_str(out,
	        STR("# bash completion for imrcheck, made by: imrcheck "
	            "completion "
	            "bash\n"
	            "_imrcheck_words() {\n"
	            "\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- "
	            "\"$cur\")\n"
	            "}\n"
	            "_imrcheck_files() {\n"
	            "\tcompopt -o filenames 2>/dev/null\n"
	            "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")\n"
	            "}\n"
	            "_imrcheck() {\n"
	            "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	            "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	            "\tif [ \"$cur\" = = ]; then cur=; fi\n"
	            "\tif [ \"$prev\" = = ]; then "
	            "prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	            "\tCOMPREPLY=()\n"
	            "\tcase $prev in\n"));
	for (size_t i = 0; i < n_options; i++) {
		if (options_table[i].argument)
			bash_values(out, &options_table[i]);
	}
	buf_str(out, STR("\texplain)\n\t\t_imrcheck_words \"$(" RULES_LIST
	                 ")\"\n\t\treturn ;;\n\tesac\n\tcase $cur in\n"
	                 "\t-*)\n\t\t_imrcheck_words \""));
	for (size_t i = 0; i < n_options; i++)
		buf_printf(out, "%s--%s", i ? " " : "", options_table[i].name);
	buf_str(out, STR("\"\n\t\treturn ;;\n\tesac\n"
	                 "\t_imrcheck_files -f\n"
	                 "\tif [ \"$COMP_CWORD\" = 1 ]; then\n"
	                 "\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < "
	                 "<(compgen -W \""));
	command_words(out);
	buf_str(out, STR("\" -- \"$cur\")\n\tfi\n}\n"
	                 "complete -F _imrcheck imrcheck\n"));
}

/* -- zsh */

/* Text inside '--x[...]:...:': what would end it gets a backslash. */
static void zsh_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (str_has_char(STR("[]:\\"), text.ptr[i]))
			buf_char(out, '\\');
		if (text.ptr[i] == '\'')
			buf_str(out, STR("'\\'"));
		buf_char(out, text.ptr[i]);
	}
}

static void zsh_values(struct buf *out, const struct option *option)
{
	enum values v = values_of(option);

	buf_char(out, ':');
	zsh_text(out, str_c(option->argument));
	buf_char(out, ':');
	if (v == VALUES_FILE)
		buf_str(out, STR("_files"));
	else if (v == VALUES_FOLDER)
		buf_str(out, STR("_files -/"));
	else if (v == VALUES_RULE)
		buf_str(out, STR("_imrcheck_rules"));
	else if (v != VALUES_ANY) {
		buf_char(out, '(');
		words(out, v);
		buf_char(out, ')');
	}
}

static void zsh(struct buf *out)
{
	buf_str(out, STR("#compdef imrcheck\n"
	                 "# made by: imrcheck completion zsh\n"
	                 "_imrcheck_rules() {\n"
	                 "\tcompadd -- ${(f)\"$(" RULES_LIST ")\"}\n"
	                 "}\n"
	                 "_imrcheck_first() {\n"
	                 "\tlocal -a commands=(\n"));
	for (size_t i = 0; i < n_option_commands; i++) {
		buf_printf(out, "\t\t'%s:", option_commands[i].word);
		zsh_text(out, str_c(option_commands[i].help));
		buf_str(out, STR("'\n"));
	}
	buf_str(out, STR("\t)\n\t_describe command commands\n\t_files\n}\n"
	                 "_arguments -S \\\n"));
	for (size_t i = 0; i < n_options; i++) {
		const struct option *option = &options_table[i];

		buf_printf(out, "\t'*--%s%s[", option->name,
		           option->argument ? "=" : "");
		zsh_text(out, str_c(option->help));
		buf_char(out, ']');
		if (option->argument)
			zsh_values(out, option);
		buf_str(out, STR("' \\\n"));
	}
	buf_str(out, STR("\t'1:command or letter:_imrcheck_first' \\\n"
	                 "\t'*:letter:_files'\n"));
}

/* -- fish */

static void fish_text(struct buf *out, struct str text)
{
	buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'' || text.ptr[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, text.ptr[i]);
	}
	buf_char(out, '\'');
}

static void fish_values(struct buf *out, const struct option *option)
{
	enum values v = values_of(option);

	if (v == VALUES_FILE)
		buf_str(out, STR(" -r"));
	else if (v == VALUES_FOLDER)
		buf_str(out, STR(" -x -a '(__fish_complete_directories)'"));
	else if (v == VALUES_RULE)
		buf_str(out, STR(" -x -a '("
		                 "imrcheck rules list 2>/dev/null "
		                 "| string split -f 1 \" \")'"));
	else if (v == VALUES_ANY)
		buf_str(out, STR(" -x"));
	else {
		buf_str(out, STR(" -x -a '"));
		words(out, v);
		buf_char(out, '\'');
	}
}

static void fish(struct buf *out)
{
	buf_str(out, STR("# made by: imrcheck completion fish\n"));
	for (size_t i = 0; i < n_option_commands; i++) {
		buf_printf(out,
		           "complete -c imrcheck -n __fish_use_subcommand "
		           "-a %s -d ",
		           option_commands[i].word);
		fish_text(out, str_c(option_commands[i].help));
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < n_options; i++) {
		const struct option *option = &options_table[i];

		buf_printf(out, "complete -c imrcheck -l %s", option->name);
		if (option->argument)
			fish_values(out, option);
		buf_str(out, STR(" -d "));
		fish_text(out, str_c(option->help));
		buf_char(out, '\n');
	}
}

/* -- all */

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} shells[] = {
	{ "bash", bash },
	{ "zsh", zsh },
	{ "fish", fish },
};
#define SHELLS (sizeof(shells) / sizeof(*shells))

static struct str shell_at(const void *with, size_t i)
{
	(void)with;
	return str_c(shells[i].name);
}

bool completion_write(struct buf *out, struct str shell, struct str *error)
{
	struct str hint;

	for (size_t i = 0; i < SHELLS; i++) {
		if (!str_eq(shell, shell_at(NULL, i)))
			continue;
		shells[i].write(out);
		return true;
	}
	hint = diag_did_you_mean(out->arena, shell, shell_at, NULL, SHELLS);
	*error = arena_printf(out->arena,
	                      "no completion for '%.*s' (bash, "
	                      "zsh or fish)%.*s",
	                      STR_ARG(shell), STR_ARG(hint));
	return false;
}
