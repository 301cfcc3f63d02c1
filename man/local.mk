dist_man_MANS += \
	man/smtpd-lite.8 \
	man/smtpd-lite.conf.5
