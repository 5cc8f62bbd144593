/* language.h -- the words that conclude, deny, hedge and attribute. */
#ifndef IMR_LANGUAGE_H
#define IMR_LANGUAGE_H

#include "rules/loader.h"

struct language {
	size_t cues;
};

#endif
