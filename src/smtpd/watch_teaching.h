/*
 * watch_teaching.h - WATCH. Private to src/smtpd.
 */
#ifndef SMTPD_WATCH_TEACHING_H
#define SMTPD_WATCH_TEACHING_H

#include "smtpd/session.h"

verb_fn verb_watch_teaching;

#endif
