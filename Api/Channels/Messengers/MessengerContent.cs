using System.Globalization;

namespace ContactHub.Messengers;

/// <summary>What is neither text nor file, as a text that an agent can read.</summary>
internal static class MessengerContent
{
    /// <summary>A place on the map: its coordinates and a link.</summary>
    /// <param name="name">What it is called; null when it has no name.</param>
    public static string Place(double? latitude, double? longitude, string? name)
    {
        if (latitude is not { } north || longitude is not { } east) return name is null ? "📍" : $"📍 {name}";
        var where = string.Create(CultureInfo.InvariantCulture, $"{north:0.######},{east:0.######}");
        var map = string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/?mlat={north:0.######}&mlon={east:0.######}#map=17/{north:0.######}/{east:0.######}");
        return $"📍 {(name is null ? where : $"{name} ({where})")}\n{map}";
    }

    /// <summary>Somebody's contact.</summary>
    public static string Contact(string? name, string? number) => $"👤 {string.Join(' ', new[] { name, number }.Where(part => !string.IsNullOrEmpty(part)))}";
}
