/*
 * queue.c -- many letters at once, their results in order.
 *
 * A ring of places, each with a job and a desk. The calling thread fills them
 * from the feed and empties them into the reports, both in order; the workers
 * only do what lies between. So nothing but the ring is shared, results stand
 * in the order of the inputs at any number of jobs, and the memory taken is
 * that of the ring however many letters there are.
 *
 * Places are counted on and on: number i of all jobs has place i % n.
 */
#include "cli/queue.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "rules/regex.h"

/*
 * Places for each worker: a letter that takes long must not make the others
 * wait, and sleeping and waking must not happen for each of them.
 */
#define PLACES_PER_WORKER 2

struct place_in_ring {
	struct job job;
	struct desk desk;
	bool is_done;
};

struct worker {
	pthread_t thread;
	bool started;
	struct queue *queue;
	struct regex_cache *regexes;
};

struct queue {
	struct imr *imr;
	bool evaluate;
	bool (*done)(struct imr *imr, struct desk *desk);
	struct place_in_ring *places;
	size_t n;
	struct worker *workers;
	size_t n_workers;
	struct str *unread;

	/* What the lock guards, and the is_done of the places. */
	pthread_mutex_t lock;
	pthread_cond_t work;  /* there is something to take, or it ends */
	pthread_cond_t ready; /* the job `awaited` is done */
	size_t filled;
	size_t taken;
	size_t awaited;
	bool closing;

	/* Of the calling thread alone. */
	size_t emptied;
	struct job spare;
};

static struct place_in_ring *place_of(struct queue *q, size_t i)
{
	return &q->places[i % q->n];
}

/* The whole way of a letter from its path to its findings. */
static void work(struct place_in_ring *p, struct regex_cache *regexes,
                 bool evaluate)
{
	struct desk *desk = &p->desk;
	struct job *job = &p->job;
	const char *problem = job->problem;

	desk->regexes = regexes;
	if (!problem && !job->has_bytes) {
		file_open(&desk->file, job->bytes.path.ptr, job->packing,
		          job->named);
		if (!desk->file.problem)
			file_all(&desk->file, 0, SOURCE_BYTES_MAX,
			         &job->bytes.all);
		problem = desk->file.problem;
		file_close(&desk->file);
	}
	desk_work(desk, &job->bytes, evaluate, problem);
}

static void *work_on(void *with)
{
	struct worker *self = with;
	struct queue *q = self->queue;

	pthread_mutex_lock(&q->lock);
	for (;;) {
		size_t i;

		while (q->taken == q->filled && !q->closing)
			pthread_cond_wait(&q->work, &q->lock);
		if (q->taken == q->filled)
			break;
		i = q->taken++;
		pthread_mutex_unlock(&q->lock);
		work(place_of(q, i), self->regexes, q->evaluate);
		pthread_mutex_lock(&q->lock);
		place_of(q, i)->is_done = true;
		if (i == q->awaited)
			pthread_cond_signal(&q->ready);
	}
	pthread_mutex_unlock(&q->lock);
	return NULL;
}

/* -- the calling thread */

/* Signals are the caller's: no worker is woken by them. */
static bool start_workers(struct queue *q)
{
	sigset_t all, before;

	sigfillset(&all);
	for (size_t i = 0; i < q->n_workers; i++) {
		struct worker *w = &q->workers[i];

		w->queue = q;
		w->regexes = regex_cache_share(q->imr->regexes);
		if (!w->regexes)
			return checker_fail(q->imr, "out of memory");
		pthread_sigmask(SIG_BLOCK, &all, &before);
		w->started = !pthread_create(&w->thread, NULL, work_on, w);
		pthread_sigmask(SIG_SETMASK, &before, NULL);
		/* Fewer threads than wished for do the work as well. */
		if (!w->started)
			return i > 0 || checker_fail(q->imr, "no thread can be "
			                                     "started");
	}
	return true;
}

static void end_workers(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->filled = q->taken;
	q->closing = true;
	pthread_cond_broadcast(&q->work);
	pthread_mutex_unlock(&q->lock);
	for (size_t i = 0; i < q->n_workers; i++) {
		if (q->workers[i].started)
			pthread_join(q->workers[i].thread, NULL);
		regex_cache_free(q->workers[i].regexes);
	}
}

/* Takes back what no worker has begun with; notes the first such letter. */
static void drop_the_rest(struct queue *q)
{
	size_t filled = q->filled;

	pthread_mutex_lock(&q->lock);
	q->filled = q->taken;
	pthread_mutex_unlock(&q->lock);
	if (q->unread->len)
		return;
	if (q->filled < filled)
		*q->unread = arena_str(&q->imr->perm,
		                       place_of(q, q->filled)->job.bytes.name);
	else
		*q->unread = feed_rest(&q->imr->feed, &q->spare);
}

/* The next letter that is to be checked; those not drawn are passed over. */
static bool next_job(struct imr *imr, struct job *job)
{
	while (feed_next(&imr->feed, job)) {
		if (!imr->sample.drawn ||
		    sample_letter(&imr->sample, imr->letters++))
			return true;
	}
	return false;
}

/* Fills the free places. False when there is no more to come. */
static bool fill(struct queue *q)
{
	while (q->filled - q->emptied < q->n && !q->imr->stopped) {
		struct place_in_ring *p = place_of(q, q->filled);

		if (!next_job(q->imr, &p->job))
			return false;
		p->is_done = false;
		pthread_mutex_lock(&q->lock);
		q->filled++;
		pthread_cond_signal(&q->work);
		pthread_mutex_unlock(&q->lock);
	}
	return true;
}

static bool is_done(struct queue *q, size_t i)
{
	bool done;

	pthread_mutex_lock(&q->lock);
	done = place_of(q, i)->is_done;
	pthread_mutex_unlock(&q->lock);
	return done;
}

static void await(struct queue *q, size_t i)
{
	pthread_mutex_lock(&q->lock);
	q->awaited = i;
	while (!place_of(q, i)->is_done)
		pthread_cond_wait(&q->ready, &q->lock);
	pthread_mutex_unlock(&q->lock);
}

/* Hands on what is done, as far as it is without a hole. */
static bool empty(struct queue *q)
{
	while (q->emptied < q->filled && is_done(q, q->emptied)) {
		struct desk *desk = &place_of(q, q->emptied)->desk;

		desk->arena.on_failure = q->imr->perm.on_failure;
		if (!q->done(q->imr, desk))
			return false;
		q->emptied++;
	}
	return true;
}

/*
 * Waits for a job in the middle of the ring and not for the next one: by then
 * a half of it can be handed on at once.
 */
static bool drive(struct imr *imr, void *with)
{
	struct queue *q = with;
	bool more = true;

	if (!start_workers(q))
		return false;
	for (;;) {
		size_t middle = q->emptied + q->n / 2;

		if (more)
			more = fill(q);
		if (imr->stopped) {
			drop_the_rest(q);
			more = false;
		}
		if (q->emptied == q->filled)
			return true;
		await(q, middle < q->filled ? middle : q->filled - 1);
		await(q, q->emptied);
		if (!empty(q))
			return false;
	}
}

/* One thread: the same, without a queue. */
static bool drive_alone(struct imr *imr, void *with)
{
	struct queue *q = with;
	struct place_in_ring *p = q->places;

	while (!imr->stopped && next_job(imr, &p->job)) {
		work(p, imr->regexes, q->evaluate);
		p->desk.arena.on_failure = imr->perm.on_failure;
		if (!q->done(imr, &p->desk))
			return false;
	}
	if (imr->stopped)
		*q->unread = feed_rest(&imr->feed, &q->spare);
	return true;
}

static size_t workers_wanted(const struct imr *imr)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (imr->options.jobs)
		return imr->options.jobs;
	return cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX : (size_t)cores;
}

static void free_places(struct queue *q)
{
	for (size_t i = 0; q->places && i < q->n; i++) {
		arena_free(&q->places[i].job.arena);
		arena_free(&q->places[i].desk.arena);
		file_free(&q->places[i].desk.file);
		file_free(&q->places[i].desk.entry);
	}
	arena_free(&q->spare.arena);
	free(q->places);
	free(q->workers);
}

bool queue_run(struct imr *imr, bool evaluate,
               bool (*done)(struct imr *imr, struct desk *desk),
               struct str *unread)
{
	struct queue q = { .imr = imr,
		           .evaluate = evaluate,
		           .done = done,
		           .unread = unread,
		           .awaited = SIZE_MAX };
	bool alone, good;

	*unread = (struct str){ 0 };
	q.n_workers = workers_wanted(imr);
	/* A single letter is read sooner than a thread has started. */
	alone = q.n_workers == 1 || feed_is_one(&imr->feed);
	q.n = alone ? 1 : q.n_workers * PLACES_PER_WORKER;
	q.places = calloc(q.n, sizeof(*q.places));
	q.workers = calloc(q.n_workers, sizeof(*q.workers));
	if (!q.places || !q.workers) {
		free_places(&q);
		return checker_fail(imr, "out of memory");
	}
	for (size_t i = 0; i < q.n; i++)
		checker_furnish(imr, &q.places[i].desk);
	if (alone) {
		good = checker_guarded(imr, drive_alone, &q);
	} else {
		pthread_mutex_init(&q.lock, NULL);
		pthread_cond_init(&q.work, NULL);
		pthread_cond_init(&q.ready, NULL);
		good = checker_guarded(imr, drive, &q);
		end_workers(&q);
		pthread_mutex_destroy(&q.lock);
		pthread_cond_destroy(&q.work);
		pthread_cond_destroy(&q.ready);
	}
	free_places(&q);
	return good;
}
