using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Outbound;

namespace ContactHub.Messengers;

/// <summary>A button under a message.</summary>
/// <param name="Data">What comes back when it is pressed; see <see cref="MessengerButton"/>.</param>
internal sealed record MessengerChoice(string Text, string Data);

/// <summary>A message as it leaves.</summary>
/// <param name="IsRating">The choices are the scores 1 to 5.</param>
/// <param name="Mark">What a report about it is to say, see <see cref="MessengerMark"/>; null when nothing need be reported.</param>
internal sealed record MessengerMessage(string Text, ImmutableArray<MessengerChoice> Choices, bool IsRating, string? Mark);

/// <summary>How one messenger takes what is said; <see cref="MessengerOutbound"/> decides what that is.</summary>
internal interface IMessengerSender
{
    /// <summary>The messenger, one of <see cref="Channels"/>.</summary>
    string Channel { get; }

    /// <summary>Longest text of one message, in UTF-16 characters.</summary>
    int MostText { get; }

    DeliveryLimits Limits { get; }

    /// <summary>What the place's account sends before the first answer; null when the settings have no such account any more.</summary>
    MessengerNotice? NoticeOf(MessengerPlace place);

    /// <summary>Why nothing may be sent there now, known without asking; null when it may be tried.</summary>
    DeliveryOutcome.Failed? Refusal(MessengerPlace place);

    Task<DeliveryOutcome> Send(MessengerPlace place, MessengerMessage message, CancellationToken ct);

    /// <param name="mark">As of <see cref="MessengerMessage"/>.</param>
    Task<DeliveryOutcome> Send(MessengerPlace place, Attachment file, byte[] bytes, string? mark, CancellationToken ct);

    /// <summary>Sends a template, where there are such.</summary>
    /// <param name="media">The file above the text, when the template has one.</param>
    /// <param name="mark">As of <see cref="MessengerMessage"/>.</param>
    Task<DeliveryOutcome> Send(MessengerPlace place, MessageTemplate template, (Attachment File, byte[] Bytes)? media, string? mark, CancellationToken ct) =>
        Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed($"{Channel} knows no templates."));
}
