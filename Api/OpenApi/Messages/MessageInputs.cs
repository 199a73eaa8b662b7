using System.ComponentModel.DataAnnotations;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;
using ContactHub.WhatsApp;

namespace ContactHub.OpenApi;

/// <summary>Something that is said in a conversation.</summary>
/// <param name="As">
/// Who says it: <c>system</c> (the other system itself, to the citizen; the default), <c>bot</c> (while the bot has the turn), or <c>citizen</c> (in conversations
/// of the channel <c>api</c>).
/// </param>
/// <param name="Text">1 to 4,000 characters, of a citizen 1 to 1,000; with attachments it may be missing.</param>
/// <param name="Attachments">Ids of uploads of the same key, at most 10.</param>
/// <param name="Template">On WhatsApp: a template of the account in the place of a text, at any time; of <c>system</c> only.</param>
public sealed record MessageInput(
    string? As, [property: StringLength(ConversationLimits.StaffText)] string? Text,
    [property: MaxLength(ConversationLimits.MessageFiles)] IReadOnlyList<string?>? Attachments = null, TemplateInput? Template = null)
{
    internal const string System = "system";
    internal const string Citizen = "citizen";
    internal const string Bot = "bot";

    internal Faults Check()
    {
        var faults = new Faults()
            .Require(As is null or System or Citizen or Bot, "as", new StaffText("'as' system, citizen ya da bot olmalı.", "'as' must be system, citizen or bot."))
            .Check(Attachments);
        return Template is null
            ? faults.TextBeside(Attachments, Text, As == Citizen ? ConversationLimits.CitizenText : ConversationLimits.StaffText)
            : faults.Require(string.IsNullOrEmpty(Text) && As is null or System, "template", new StaffText(
                "Şablon metnin yerini alır ve yalnızca system adına gönderilir.", "A template takes the place of the text, and only system sends one."));
    }
}

/// <summary>What a conversation is opened with.</summary>
/// <param name="As"><c>citizen</c> (the default) or <c>system</c>.</param>
/// <param name="DepartmentId">Where it belongs; null when that is not known, for a restricted key its first department.</param>
/// <param name="Language">tr, en or ar; tr when left out.</param>
/// <param name="WantsPerson">Past the bot into the queue; of citizens only.</param>
public sealed record ConversationInput(
    [property: Required, StringLength(100, MinimumLength = 1)] string? ContactId, string? As,
    [property: Required, StringLength(ConversationLimits.StaffText, MinimumLength = 1)] string? Text, string? DepartmentId, string? Language, bool WantsPerson = false)
{
    internal Faults Check() => new Faults()
        .Require(ContactId is { Length: > 0 and <= 100 }, "contactId", new StaffText("Kişi (contactId) eksik.", "The contact (contactId) is missing."))
        .Require(As is null or MessageInput.System or MessageInput.Citizen, "as", new StaffText("'as' system ya da citizen olmalı.", "'as' must be system or citizen."))
        .Require(!WantsPerson || As != MessageInput.System, "wantsPerson", new StaffText("Temsilciyi yalnızca vatandaş isteyebilir.", "Only a citizen can want a person."))
        .Require(Language is null or "tr" or "en" or "ar", "language", new StaffText("Dil tr, en ya da ar olmalı.", "The language must be tr, en or ar."))
        .Text("text", Text, 1, As == MessageInput.System ? ConversationLimits.StaffText : ConversationLimits.CitizenText);
}

/// <summary>What a citizen wrote in another system.</summary>
/// <param name="SourceId">What that system calls the thread by, 1 to 200 characters: all of one thread goes to one conversation.</param>
/// <param name="Text">1 to 1,000 characters; with attachments it may be missing.</param>
/// <param name="Identity">Who wrote; a verified one joins what that citizen has open.</param>
/// <param name="Name">Of the citizen, for a conversation that this opens.</param>
/// <param name="DepartmentId">As of <see cref="ConversationInput"/>.</param>
/// <param name="Language">tr, en or ar; tr when left out.</param>
/// <param name="WantsPerson">Past the bot into the queue.</param>
/// <param name="Attachments">Ids of uploads of the same key, at most 10.</param>
public sealed record SourceMessageInput(
    [property: Required, StringLength(200, MinimumLength = 1)] string? SourceId,
    [property: StringLength(ConversationLimits.CitizenText)] string? Text, IdentityInput? Identity,
    [property: MaxLength(100)] string? Name, string? DepartmentId, string? Language, bool WantsPerson = false,
    [property: MaxLength(ConversationLimits.MessageFiles)] IReadOnlyList<string?>? Attachments = null)
{
    internal Faults Check() => new Faults()
        .Text("sourceId", SourceId, 1, 200)
        .Optional("name", Name, 100)
        .Require(Language is null or "tr" or "en" or "ar", "language", new StaffText("Dil tr, en ya da ar olmalı.", "The language must be tr, en or ar."))
        .Check(Attachments)
        .TextBeside(Attachments, Text, ConversationLimits.CitizenText);
}
