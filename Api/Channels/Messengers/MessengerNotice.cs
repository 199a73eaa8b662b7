using ContactHub.Intake;

namespace ContactHub.Messengers;

/// <summary>The privacy notice that a citizen gets before the first answer; empty: none is sent.</summary>
public sealed record MessengerNotice
{
    public string Tr { get; init; } = "";

    public string En { get; init; } = "";

    public string Ar { get; init; } = "";

    /// <summary>In a language; in Turkish when it was not written in that one.</summary>
    public string In(string language) => language switch
    {
        "en" when En.Length > 0 => En,
        "ar" when Ar.Length > 0 => Ar,
        _ => Tr,
    };

    /// <summary>What tells one text from another, for the record of who was told what: twelve digits of its hash, with the language.</summary>
    public string VersionIn(string language) => $"{language}:{SourceKeys.Hash(In(language))[..12]}";
}
