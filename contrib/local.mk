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
	contrib/smtpd-lite-metrics.service \
	contrib/smtpd-lite-metrics.timer \
	contrib/smtpd-lite-submission.socket \
	contrib/smtpd-lite-submission@.service \
	contrib/smtpd-lite-submissions.socket \
	contrib/smtpd-lite-submissions@.service \
	contrib/smtpd-lite-sweep.service \
	contrib/smtpd-lite-sweep.timer \
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
# For shells and for fail2ban, which look for them by these names.
completions = \
	contrib/completion/bash/smtpd-litectl \
	contrib/completion/zsh/_smtpd-litectl
contrib_made = $(completions) contrib/smtpd-lite.conf contrib/dovecot.conf contrib/tls-install $(started_by) \
	$(contrib_units) $(contrib_sysusers) $(contrib_tmpfiles)
classroom_made = $(classroom) $(classroom_units)

sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
classroomdir = $(datadir)/smtpd-lite/classroom
bashdir = $(datadir)/bash-completion/completions
dist_bash_DATA = contrib/completion/bash/smtp-lite
nodist_bash_DATA = contrib/completion/bash/smtpd-litectl
zshdir = $(datadir)/zsh/site-functions
dist_zsh_DATA = contrib/completion/zsh/_smtp-lite
nodist_zsh_DATA = contrib/completion/zsh/_smtpd-litectl
dist_pkgdata_DATA = contrib/completion/commands.sh
fail2bandir = $(docdir)/fail2ban
dist_fail2ban_DATA = contrib/fail2ban/filter.conf contrib/fail2ban/jail.conf
nodist_doc_DATA = contrib/smtpd-lite.conf contrib/dovecot.conf contrib/tls-install $(started_by)
nodist_systemdsystemunit_DATA =
if SYSTEMD
nodist_systemdsystemunit_DATA += $(contrib_units)
nodist_sysusers_DATA = $(contrib_sysusers)
nodist_tmpfiles_DATA = $(contrib_tmpfiles)
endif
# Debian packages.
debian = \
	contrib/debian/build \
	contrib/debian/changelog \
	contrib/debian/control \
	contrib/debian/copyright \
	contrib/debian/rules \
	contrib/debian/smtp-lite-mta.links \
	contrib/debian/smtp-lite.install \
	contrib/debian/smtp-lite.postrm \
	contrib/debian/smtpd-lite-tls.install \
	contrib/debian/smtpd-lite.README.Debian \
	contrib/debian/smtpd-lite.docs \
	contrib/debian/smtpd-lite.install \
	contrib/debian/smtpd-lite.lintian-overrides \
	contrib/debian/smtpd-lite.postinst \
	contrib/debian/smtpd-lite.postrm \
	contrib/debian/smtpd-lite.prerm \
	contrib/debian/source/format \
	contrib/debian/tests/control \
	contrib/debian/tests/first-mail
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

# The last lines say what was not done, so that they are seen.
install-data-hook:
	@case '$(systemdsystemunitdir)' in \
	'') echo 'smtpd-lite: no systemd units are installed' ;; \
	/usr/lib/*|/lib/*|/usr/local/lib/*|/etc/*) ;; \
	*) echo 'smtpd-lite: systemd does not look for units in' \
	    '$(systemdsystemunitdir)'; \
	   echo 'smtpd-lite: for services of this machine, as root:' \
	    'systemctl link $(systemdsystemunitdir)/*' ;; \
	esac

# The links of enabled units would point to nothing.
enabled_units = /etc/systemd/system
uninstall-local: contrib/smtpd-lite.conf
	! cmp -s contrib/smtpd-lite.conf $(site_conf) || rm -f $(site_conf)
	@for unit in $(contrib_units) $(classroom_units); do \
	    unit=$${unit##*/}; \
	    for wants in $(enabled_units)/*.wants $(enabled_units)/*.requires; do \
		! test $$wants/$$unit -ef \
		    '$(DESTDIR)$(systemdsystemunitdir)'/$$unit || \
		systemctl disable --now $$unit || echo "smtpd-lite: still" \
		    "enabled, to be disabled by systemctl: $$unit"; \
	    done; \
	done

# The units belong where systemd looks, which is outside of the place a
# distribution is tried in.
AM_DISTCHECK_CONFIGURE_FLAGS = \
	--with-systemdsystemunitdir='$$dc_install_base/lib/systemd/system'

EXTRA_DIST += $(contrib_made:=.in) $(classroom_made:=.in) contrib/README contrib/noise-client.py \
	contrib/install-packages \
	contrib/static contrib/try $(debian)
