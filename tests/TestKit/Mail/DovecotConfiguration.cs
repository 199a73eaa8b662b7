namespace ContactHub.TestKit;

/// <summary>The configuration of Dovecot 2.3 that the tests run it with; it wants one setting a line.</summary>
internal static class DovecotConfiguration
{
    public static string Write(string folder, int port, int tlsPort, int lmtpPort) =>
        $$"""
        base_dir = {{folder}}/run
        state_dir = {{folder}}/run
        log_path = {{folder}}/dovecot.log
        protocols = imap lmtp
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <{{folder}}/tls.crt
        ssl_key = <{{folder}}/tls.key
        disable_plaintext_auth = no
        auth_mechanisms = plain login xoauth2
        auth_username_format = %Lu
        auth_failure_delay = 0
        mail_location = maildir:{{folder}}/vmail/%u
        mail_uid = 1
        mail_gid = 1
        first_valid_uid = 1
        recipient_delimiter = +
        lmtp_save_to_detail_mailbox = no
        passdb {
          driver = passwd-file
          args = username_format=%u {{folder}}/users
        }
        passdb {
          driver = oauth2
          mechanisms = xoauth2
          args = {{folder}}/oauth2.ext
        }
        userdb {
          driver = passwd-file
          args = username_format=%u {{folder}}/users
        }
        namespace inbox {
          inbox = yes
          mailbox Şikâyet {
            auto = create
          }
        }
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = {{port}}
          }
          inet_listener imaps {
            address = 127.0.0.1
            port = {{tlsPort}}
            ssl = yes
          }
        }
        service auth {
          unix_listener auth-sasl {
            mode = 0666
          }
        }
        service lmtp {
          inet_listener lmtp {
            address = 127.0.0.1
            port = {{lmtpPort}}
          }
        }

        """;
}
