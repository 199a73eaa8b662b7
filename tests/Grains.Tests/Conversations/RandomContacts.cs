using System.Globalization;

namespace ContactHub.Conversations;

/// <summary>Any mail, step of a call or report of a delivery; the number decides which.</summary>
internal static class RandomContacts
{
    private static readonly EmailAddress Ayse = new("ayse@ornek.tr", "Ayşe");
    private static readonly EmailAddress Desk = new("cozum@belediye.tr");

    public static string ChannelOf(int n) => n % 8 < 3 ? Channels.Email : Channels.Phone;

    public static ConversationEvent For(int n) => (n % 8) switch
    {
        0 => new EmailReceived($"m-{n}@ornek.tr", Ayse, [Desk], n % 3 == 0 ? "" : "Çöp", n % 50 == 0 ? new string('x', 64_001) : "Alınmadı"),
        1 => new EmailReceived($"m-{n}@ornek.tr", Ayse, [Desk], "Çöp", "Ofis dışındayım", Flags: new EmailFlags(Auto: n % 3 == 0, Stranger: n % 5 == 0)),
        2 => new EmailFailed($"h-{n}@belediye.tr", "ayse@ornek.tr", "5.1.1"),
        3 => new CallRang(Call(n), Direction(n), "+905321112233", "4440185"),
        4 => new CallProgressed(Call(n), (CallStep)(n / 8 % 8), "su"),
        5 => new CallAnswered(Call(n), n % 3 == 0 ? null : "a-deniz", "Deniz", "su", 4),
        6 => new CallEnded(Call(n), Direction(n), (CallOutcome)(n / 8 % 5), 60),
        _ when n % 3 == 1 => new DeliveryReported(n % 12, (DeliveryStatus)(n / 8 % 4), n % 2 == 0 ? "403" : null),
        _ => n % 5 == 0 ? new MessagePosted("Bir posta değil") : new CallRecorded(n % 7 == 0 ? "" : Call(n), null, "kayit.wav"),
    };

    public static EmailSent Answer(int n) => new(
        $"h-{n}@belediye.tr", Desk, n % 9 == 0 ? [] : [Ayse], "Re: Çöp", n % 7 == 0 ? " " : "Bakıyoruz", Auto: n % 5 == 0);

    private static string Call(int n) => "pbx-" + (n % 4).ToString(CultureInfo.InvariantCulture);

    private static CallDirection Direction(int n) => n / 8 % 3 == 0 ? CallDirection.Out : CallDirection.In;
}
