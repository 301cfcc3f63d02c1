# What starts the servers.
started_by = \
	contrib/inetd.conf \
	contrib/pop3d-lite.socat.run \
	contrib/pop3d-lite.tcpserver.run \
	contrib/pop3d-lite.xinetd \
	contrib/smtpd-lite.xinetd \
	contrib/socat.run \
	contrib/tcpserver.run
contrib_units = \
	contrib/pop3d-lite-listen.service \
	contrib/pop3d-lite-listen.socket \
	contrib/pop3d-lite-tls.socket \
	contrib/pop3d-lite-tls@.service \
	contrib/pop3d-lite.socket \
	contrib/pop3d-lite@.service \
	contrib/smtpd-lite-listen.service \
	contrib/smtpd-lite-listen.socket \
	contrib/smtpd-lite-submission.socket \
	contrib/smtpd-lite-submission@.service \
	contrib/smtpd-lite-submissions.socket \
	contrib/smtpd-lite-submissions@.service \
	contrib/smtpd-lite.socket \
	contrib/smtpd-lite@.service
contrib_sysusers = contrib/sysusers.d/smtpd-lite.conf
contrib_tmpfiles = contrib/tmpfiles.d/smtpd-lite.conf
# A class on ports of its own; nothing of it is used until it is enabled.
classroom = \
	contrib/classroom/classroom.conf \
	contrib/classroom/classroom.tmpfiles \
	contrib/classroom/classroom.xinetd
classroom_units = \
	contrib/classroom/pop3d-classroom.socket \
	contrib/classroom/pop3d-classroom@.service \
	contrib/classroom/smtpd-classroom.socket \
	contrib/classroom/smtpd-classroom@.service
contrib_made = contrib/smtpd-lite.conf contrib/dovecot.conf contrib/tls-install $(started_by) \
	$(contrib_units) $(contrib_sysusers) $(contrib_tmpfiles)
classroom_made = $(classroom) $(classroom_units)

sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
classroomdir = $(datadir)/smtpd-lite/classroom
nodist_doc_DATA = contrib/smtpd-lite.conf contrib/dovecot.conf contrib/tls-install $(started_by)
nodist_systemdsystemunit_DATA =
if SYSTEMD
nodist_systemdsystemunit_DATA += $(contrib_units)
nodist_sysusers_DATA = $(contrib_sysusers)
nodist_tmpfiles_DATA = $(contrib_tmpfiles)
endif
all_made = $(contrib_made)
if TEACHING
all_made += $(classroom_made)
nodist_classroom_DATA = $(classroom)
dist_classroom_DATA = contrib/classroom/users
if SYSTEMD
nodist_systemdsystemunit_DATA += $(classroom_units)
endif
endif
all-local: $(all_made)

CLEANFILES += $(contrib_made) $(classroom_made)
$(contrib_made) $(classroom_made): Makefile

# A server without a configuration file refuses to start, so one of all
# defaults comes along. Automake's DATA rules would write it over the
# administrator's own; this does not, and uninstalls it while unchanged.
site_conf = $(DESTDIR)$(sysconfdir)/smtpd-lite/smtpd-lite.conf
install-data-local: contrib/smtpd-lite.conf
	test -e $(site_conf) || { \
	    $(MKDIR_P) $(DESTDIR)$(sysconfdir)/smtpd-lite && \
	    $(INSTALL_DATA) contrib/smtpd-lite.conf $(site_conf); }

# What was not done is said last, so that it is seen.
install-data-hook:
	@case '$(systemdsystemunitdir)' in \
	'') echo 'smtpd-lite: no systemd units are installed' ;; \
	/usr/lib/*|/lib/*|/usr/local/lib/*|/etc/*) ;; \
	*) echo 'smtpd-lite: systemd does not look for units in' \
	    '$(systemdsystemunitdir)'; \
	   echo 'smtpd-lite: for services of this machine, as root:' \
	    'systemctl link $(systemdsystemunitdir)/*' ;; \
	esac

# What is enabled would point to nothing.
enabled_sockets = /etc/systemd/system/sockets.target.wants
uninstall-local: contrib/smtpd-lite.conf
	! cmp -s contrib/smtpd-lite.conf $(site_conf) || rm -f $(site_conf)
	@for unit in $(contrib_units) $(classroom_units); do \
	    unit=$${unit##*/}; \
	    ! test $(enabled_sockets)/$$unit -ef \
		'$(DESTDIR)$(systemdsystemunitdir)'/$$unit || \
	    systemctl disable --now $$unit || echo "smtpd-lite: still" \
		"enabled, to be disabled by systemctl: $$unit"; \
	done

# The units belong where systemd looks, which is outside of the place a
# distribution is tried in.
AM_DISTCHECK_CONFIGURE_FLAGS = \
	--with-systemdsystemunitdir='$$dc_install_base/lib/systemd/system'

EXTRA_DIST += $(contrib_made:=.in) $(classroom_made:=.in) contrib/README contrib/noise-client.py \
	contrib/static contrib/try
