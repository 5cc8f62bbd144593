/* lexicon.h -- drugs, treatments, body parts, units (rules/lexicon). */
#ifndef IMR_LEXICON_H
#define IMR_LEXICON_H

#include "rules/loader.h"

struct lexicon {
	size_t drugs;
};

#endif
