using System.Collections.Immutable;

namespace ContactHub.WhatsApp;

/// <summary>A template of the municipality's account that can be sent from the hub.</summary>
/// <param name="Name">With <paramref name="Language"/> what the API knows it by.</param>
/// <param name="Language">In Meta's spelling: <c>tr</c>, <c>en_US</c>.</param>
/// <param name="Category"><c>utility</c> or <c>marketing</c>.</param>
/// <param name="Header">A text with at most one <c>{{…}}</c>; null when there is none, or a file stands there.</param>
/// <param name="Media">image, video or document: a file of this kind stands above the text and goes along with each message; null: none does.</param>
/// <param name="Body">With <c>{{1}}</c> or <c>{{name}}</c> where something is filled in.</param>
/// <param name="Footer">Null when there is none.</param>
/// <param name="Fields">All that has to be filled in, in order.</param>
public sealed record WhatsAppTemplate(
    string Name, string Language, string Category, string? Header, string? Media, string Body, string? Footer, ImmutableArray<TemplateButton> Buttons, ImmutableArray<TemplateField> Fields);

/// <summary>A button under a template.</summary>
/// <param name="Kind">reply, url or phone.</param>
/// <param name="Url">Where it leads, with <c>{{1}}</c> at the end when that is filled in; null for other kinds.</param>
public sealed record TemplateButton(string Text, string Kind, string? Url = null);

/// <summary>Something that has to be filled in.</summary>
/// <param name="Key"><c>header.1</c>, <c>body.1</c>, <c>body.first_name</c>, <c>button.0</c>.</param>
/// <param name="Example">What whoever made the template gave as an example; null when they gave none.</param>
public sealed record TemplateField(string Key, string? Example = null);
