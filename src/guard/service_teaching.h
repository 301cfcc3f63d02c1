/*
 * service_teaching.h - the services of the teaching dialect.
 */
#ifndef GUARD_SERVICE_TEACHING_H
#define GUARD_SERVICE_TEACHING_H

#include "guard/guard.h"

extern const struct guard_service guard_smtp_teaching, guard_pop3_teaching;

#endif
