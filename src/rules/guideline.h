/* guideline.h -- names, chapters and editions of guidelines. */
#ifndef IMR_GUIDELINE_H
#define IMR_GUIDELINE_H

#include "rules/loader.h"

struct guidelines {
	size_t n;
};

#endif
