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
	contrib/pop3d-lite.socket \
	contrib/pop3d-lite@.service \
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
contrib_made = contrib/smtpd-lite.conf contrib/dovecot.conf $(started_by) \
	$(contrib_units) $(contrib_sysusers) $(contrib_tmpfiles) \
	$(classroom) $(classroom_units)

sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
classroomdir = $(datadir)/smtpd-lite/classroom
nodist_classroom_DATA = $(classroom)
dist_classroom_DATA = contrib/classroom/users
nodist_doc_DATA = contrib/smtpd-lite.conf contrib/dovecot.conf $(started_by)
if SYSTEMD
nodist_systemdsystemunit_DATA = $(contrib_units) $(classroom_units)
nodist_sysusers_DATA = $(contrib_sysusers)
nodist_tmpfiles_DATA = $(contrib_tmpfiles)
endif

CLEANFILES += $(contrib_made)
all-local: $(contrib_made)

contrib/classroom/classroom.conf: contrib/classroom/classroom.conf.in
contrib/classroom/classroom.tmpfiles: contrib/classroom/classroom.tmpfiles.in
contrib/classroom/classroom.xinetd: contrib/classroom/classroom.xinetd.in
contrib/classroom/pop3d-classroom.socket: contrib/classroom/pop3d-classroom.socket.in
contrib/classroom/pop3d-classroom@.service: contrib/classroom/pop3d-classroom@.service.in
contrib/classroom/smtpd-classroom.socket: contrib/classroom/smtpd-classroom.socket.in
contrib/classroom/smtpd-classroom@.service: contrib/classroom/smtpd-classroom@.service.in
contrib/dovecot.conf: contrib/dovecot.conf.in
contrib/inetd.conf: contrib/inetd.conf.in
contrib/pop3d-lite.socat.run: contrib/pop3d-lite.socat.run.in
contrib/pop3d-lite.tcpserver.run: contrib/pop3d-lite.tcpserver.run.in
contrib/pop3d-lite.socket: contrib/pop3d-lite.socket.in
contrib/pop3d-lite.xinetd: contrib/pop3d-lite.xinetd.in
contrib/pop3d-lite@.service: contrib/pop3d-lite@.service.in
contrib/smtpd-lite.conf: contrib/smtpd-lite.conf.in
contrib/smtpd-lite.socket: contrib/smtpd-lite.socket.in
contrib/smtpd-lite.xinetd: contrib/smtpd-lite.xinetd.in
contrib/smtpd-lite@.service: contrib/smtpd-lite@.service.in
contrib/socat.run: contrib/socat.run.in
contrib/tcpserver.run: contrib/tcpserver.run.in
contrib/sysusers.d/smtpd-lite.conf: contrib/sysusers.d/smtpd-lite.conf.in
contrib/tmpfiles.d/smtpd-lite.conf: contrib/tmpfiles.d/smtpd-lite.conf.in
$(contrib_made): Makefile
	$(put_folders)

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

EXTRA_DIST += \
	contrib/README \
	contrib/classroom/classroom.conf.in \
	contrib/classroom/classroom.tmpfiles.in \
	contrib/classroom/classroom.xinetd.in \
	contrib/classroom/pop3d-classroom.socket.in \
	contrib/classroom/pop3d-classroom@.service.in \
	contrib/classroom/smtpd-classroom.socket.in \
	contrib/classroom/smtpd-classroom@.service.in \
	contrib/dovecot.conf.in \
	contrib/inetd.conf.in \
	contrib/noise-client.py \
	contrib/pop3d-lite.socat.run.in \
	contrib/pop3d-lite.socket.in \
	contrib/pop3d-lite.tcpserver.run.in \
	contrib/pop3d-lite.xinetd.in \
	contrib/pop3d-lite@.service.in \
	contrib/smtpd-lite.conf.in \
	contrib/smtpd-lite.socket.in \
	contrib/smtpd-lite.xinetd.in \
	contrib/smtpd-lite@.service.in \
	contrib/socat.run.in \
	contrib/sysusers.d/smtpd-lite.conf.in \
	contrib/tcpserver.run.in \
	contrib/tmpfiles.d/smtpd-lite.conf.in \
	contrib/static \
	contrib/try
