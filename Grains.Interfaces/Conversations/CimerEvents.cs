using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>What a CİMER application is, as CİMER sorts them.</summary>
[GenerateSerializer, Alias("cimer-kind")]
public enum CimerKind
{
    /// <summary>İstek.</summary>
    Request = 0,
    /// <summary>Şikâyet.</summary>
    Complaint = 1,
    /// <summary>İhbar: the applicant's identity is protected.</summary>
    TipOff = 2,
    /// <summary>Görüş ve öneri.</summary>
    Suggestion = 3,
    /// <summary>Bilgi edinme (Law 4982), with a term of its own.</summary>
    Information = 4,
    /// <summary>Teşekkür.</summary>
    Thanks = 5,
}

/// <summary>An application came in by CİMER, the Presidency's application service, and was keyed in or imported. Staff only.</summary>
/// <param name="Number">CİMER's own number.</param>
/// <param name="ReceivedOn">The day it reached the municipality.</param>
/// <param name="DueOn">The day by which the law wants an answer.</param>
/// <param name="Applicant">As the application says; nobody has checked it. Null when it is hidden.</param>
/// <param name="Text">At most 64,000 characters.</param>
/// <param name="KeyedBy">The account that took it over from CİMER's portal.</param>
[GenerateSerializer, Immutable, Alias("event.cimer-received")]
public sealed record CimerReceived(
    [property: Id(0)] string Number,
    [property: Id(1)] CimerKind Kind,
    [property: Id(2)] DateOnly ReceivedOn,
    [property: Id(3)] DateOnly DueOn,
    [property: Id(4)] string? Applicant,
    [property: Id(5)] string Subject,
    [property: Id(6)] string Text,
    [property: Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Attachment> Attachments = default,
    [property: Id(8)] string? KeyedBy = null) : ConversationEvent;

/// <summary>The application was answered in CİMER's portal, with this text. Staff only; nothing is sent by it.</summary>
/// <param name="Number">CİMER's own number.</param>
[GenerateSerializer, Immutable, Alias("event.cimer-answered")]
public sealed record CimerAnswered(
    [property: Id(0)] string Number,
    [property: Id(1)] string Text,
    [property: Id(2)] DateOnly AnsweredOn) : ConversationEvent;

/// <summary>Where a CİMER application stands, for lists.</summary>
/// <param name="AnsweredOn">Null as long as it was not.</param>
[GenerateSerializer, Immutable, Alias("cimer-file")]
public sealed record CimerFile(
    [property: Id(0)] string Number,
    [property: Id(1)] CimerKind Kind,
    [property: Id(2)] DateOnly ReceivedOn,
    [property: Id(3)] DateOnly DueOn,
    [property: Id(4)] DateOnly? AnsweredOn = null);
