using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// A message in a form that the operator of the channel has approved before, with what was filled into it: WhatsApp's message templates
/// (https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview).
/// </summary>
/// <param name="Name">Of the template, in the municipality's account.</param>
/// <param name="Language">Which of its languages, in the operator's spelling: <c>tr</c>, <c>en_US</c>.</param>
/// <param name="Values">What was filled in, in the order of the template.</param>
/// <param name="Media">image, video or document: the message's attachment stands above the text; null: no file does.</param>
[GenerateSerializer, Immutable, Alias("message-template")]
public sealed record MessageTemplate(
    [property: Id(0)] string Name,
    [property: Id(1)] string Language,
    [property: Id(2)] ImmutableArray<TemplateValue> Values,
    [property: Id(3)] string? Media = null);

/// <summary>Something that was filled into a template.</summary>
/// <param name="Field">The part and the parameter: <c>header.1</c>, <c>body.1</c>, <c>body.first_name</c>; of a button, its index: <c>button.0</c>.</param>
[GenerateSerializer, Immutable, Alias("template-value")]
public sealed record TemplateValue([property: Id(0)] string Field, [property: Id(1)] string Value);
