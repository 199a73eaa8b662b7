namespace ContactHub.Conversations;

/// <summary>The message that a citizen answers or reacts to in a messenger, as far as the hub knows it.</summary>
/// <param name="ConversationId">Where it stands; mostly the same conversation, else an earlier one of the same chat.</param>
/// <param name="Seq">Its sequence there.</param>
/// <param name="By">Who said it.</param>
/// <param name="Text">How it begins, at most 120 characters; the name of its file when it has no text.</param>
[GenerateSerializer, Immutable, Alias("quoted-message")]
public sealed record QuotedMessage(
    [property: Id(0)] string ConversationId,
    [property: Id(1)] long Seq,
    [property: Id(2)] ActorKind By,
    [property: Id(3)] string Text);
