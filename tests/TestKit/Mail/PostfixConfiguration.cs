namespace ContactHub.TestKit;

/// <summary>The configuration of Postfix 3.7 that the tests run it with: mail of two domains goes to Dovecot, none leaves the machine.</summary>
internal static class PostfixConfiguration
{
    public static string Main(string folder, DovecotServer dovecot) =>
        $"""
        compatibility_level = 3.6
        queue_directory = {folder}/queue
        data_directory = {folder}/data
        maillog_file = /dev/stdout
        myhostname = mx.belediye.test
        mydestination =
        mynetworks = 127.0.0.0/8
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        virtual_mailbox_domains = belediye.test, example.test
        virtual_transport = lmtp:inet:127.0.0.1:{dovecot.LmtpPort}
        recipient_delimiter = +
        relay_domains =
        default_transport = error:5.4.4 no mail leaves the tests
        local_recipient_maps =
        alias_maps =
        alias_database =
        message_size_limit = 1000000
        smtputf8_enable = yes
        smtpd_tls_cert_file = {folder}/tls.crt
        smtpd_tls_key_file = {folder}/tls.key
        smtpd_tls_security_level = may
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = {dovecot.SaslSocket}
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        lmtp_destination_concurrency_limit = 4
        minimal_backoff_time = 1s
        maximal_backoff_time = 2s
        queue_run_delay = 1s

        """;

    /// <param name="port">For STARTTLS.</param>
    /// <param name="tlsPort">For TLS from the first byte.</param>
    public static string Master(int port, int tlsPort) =>
        $"""
        127.0.0.1:{port} inet n - n - - smtpd
        127.0.0.1:{tlsPort} inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;
}
