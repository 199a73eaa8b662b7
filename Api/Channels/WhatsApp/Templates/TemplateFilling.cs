using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.WhatsApp;

/// <summary>A template as somebody wants it sent.</summary>
/// <param name="Name">As the list of templates has it.</param>
/// <param name="Language">As the list of templates has it.</param>
/// <param name="Values">For each of the template's fields what is filled in, by its key.</param>
public sealed record TemplateInput(
    [property: Required] string? Name, [property: Required] string? Language, IReadOnlyDictionary<string, string?>? Values = null);

/// <summary>Fills templates, under the API's rules, so that what it would refuse is said before anything is stored. Pure.</summary>
internal static class TemplateFilling
{
    /// <summary>Longest value of the body or a button, and of a header, in UTF-16 characters.</summary>
    private const int MostValue = 1024;
    private const int MostHeader = 60;

    /// <summary>The parameters may have no line breaks or tabs, and no more than four spaces in a row.</summary>
    private const string TooManySpaces = "     ";

    /// <summary>What is wrong with the values, each under <paramref name="member"/> and its key.</summary>
    public static Faults Check(WhatsAppTemplate template, TemplateInput choice, string member)
    {
        var faults = new Faults();
        var given = choice.Values ?? ImmutableDictionary<string, string?>.Empty;
        foreach (var field in template.Fields)
        {
            var value = given.GetValueOrDefault(field.Key);
            var most = field.Key.StartsWith("header.", StringComparison.Ordinal) ? MostHeader : MostValue;
            var name = $"{member}.{field.Key}";
            if (string.IsNullOrWhiteSpace(value)) faults.Add(name, new StaffText($"'{field.Key}' alanı doldurulmalı.", $"The field '{field.Key}' has to be filled in."));
            else if (value.Length > most) faults.Add(name, new StaffText($"En çok {most} karakter olabilir.", $"At most {most} characters are allowed."));
            else if (value.Any(char.IsControl) || value.Contains(TooManySpaces, StringComparison.Ordinal))
                faults.Add(name, new StaffText("Satır sonu, sekme ya da art arda dörtten çok boşluk olamaz.", "There may be no line breaks, tabs, or more than four spaces in a row."));
        }

        foreach (var unknown in given.Keys.Where(key => !template.Fields.Any(field => field.Key == key)).Take(5))
            faults.Add($"{member}.{(unknown.Length > 60 ? unknown[..60] : unknown)}", new StaffText("Şablonda böyle bir alan yok.", "The template has no such field."));
        return faults;
    }

    /// <summary>The template with its values, and its text as the citizen reads it.</summary>
    public static (MessageTemplate Template, string Text) Fill(WhatsAppTemplate template, TemplateInput choice)
    {
        ImmutableArray<TemplateValue> values = [.. template.Fields.Select(field => new TemplateValue(field.Key, choice.Values![field.Key]!.Trim()))];
        string?[] parts = [Filled(template.Header, "header", values), Filled(template.Body, "body", values), template.Footer];
        return (new MessageTemplate(template.Name, template.Language, values, template.Media), string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static string? Filled(string? text, string part, ImmutableArray<TemplateValue> values) => text is null ? null : TemplateReader.Placeholder().Replace(
        text, match => values.FirstOrDefault(value => value.Field == $"{part}.{match.Groups[1].Value}")?.Value ?? match.Value);
}
