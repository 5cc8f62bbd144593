/* config.h -- imrcheck.yaml: options that need not be typed every time. */
#ifndef IMR_CONFIG_H
#define IMR_CONFIG_H

#include "cli/file.h"
#include "cli/option.h"
#include "text/diag.h"

#define CONFIG_NAME "imrcheck.yaml"
/* Larger ones are refused: there are a dozen keys. */
#define CONFIG_BYTES_MAX ((size_t)1024 * 1024)
/* Folders looked into, upward: no path of an operating system is deeper. */
#define CONFIG_FOLDERS_MAX 128

/*
 * The path of the file of this name in the working folder or, in a
 * repository, in the nearest folder above it up to the repository's root.
 * Empty when there is none. Beyond the root, and above a folder that is in no
 * repository, files belong to somebody else and are not looked at.
 */
struct str config_find(struct arena *a, const char *name);

/*
 * Takes in a configuration: what the command line has set is left as it is,
 * paths are relative to the file's folder. False when there is something
 * wrong with it, all of which is then in d.
 */
bool config_read(struct options *o, struct arena *perm, struct diags *d,
                 struct str path, struct str text);

/* Every setting as YAML, each with where it was set. */
void config_show(struct buf *out, const struct options *o);

#endif
