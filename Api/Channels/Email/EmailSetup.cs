using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Outbound;

namespace ContactHub.Email;

/// <summary>The mail channel, as far as it is configured.</summary>
internal static class EmailSetup
{
    /// <summary>Adds reading for every mailbox, and sending when one of them has a server for it.</summary>
    public static IServiceCollection AddContactHubEmail(this IServiceCollection services, EmailOptions email)
    {
        services.AddSingleton(email).AddSingleton<ThreadMarks>().AddSingleton<AccessTokens>().AddSingleton<MailCredentials>();
        foreach (var mailbox in email.Mailboxes) services.AddSingleton(new ChannelPlace(Channels.Email, mailbox.Id, mailbox.Address, IsKept: true));
        services.AddSingleton<MailThreads>().AddSingleton<MailIntake>().AddSingleton<MailboxStore>().AddHostedService<MailboxWorker>();
        services.AddSingleton<ConversationMails>().AddSingleton<MailComposer>().AddSingleton<MailSender>();
        services.AddSingleton<MailSignatureStore>().AddSingleton<MailSignatures>();
        if (email.Mailboxes.Any(mailbox => mailbox.Smtp.IsOn)) services.AddSingleton<IOutboundChannel, EmailChannel>();
        return services;
    }

    /// <summary>Maps writing mail, reading it as it was formatted, and keeping signatures.</summary>
    public static void MapContactHubEmail(this IEndpointRouteBuilder app)
    {
        MailEndpoints.Map(app);
        NewMailEndpoints.Map(app);
        FormattedMailEndpoint.Map(app);
        SignatureEndpoints.Map(app);
    }
}
