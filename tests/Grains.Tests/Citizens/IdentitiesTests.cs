using System.Globalization;

namespace ContactHub.Citizens;

public sealed class IdentitiesTests
{
    [Theory]
    [InlineData("phone", "0532 123 45 67", "+905321234567")]
    [InlineData("phone", "444 8 185", null)] // Stands for an office, not for a citizen.
    [InlineData("email", " Ali.VELI@Ornek.BEL.TR ", "ali.veli@ornek.bel.tr")]
    [InlineData("email", "ali", null)]
    [InlineData("email", "ali@yerel", null)]
    [InlineData("email", "a@b@ornek.tr", null)]
    [InlineData("email", "ali <ali@ornek.tr>", null)]
    [InlineData("email", "ali@-ornek.tr", null)]
    [InlineData("external", "demo:12345", "demo:12345")]
    [InlineData("external", "demo:", null)]
    [InlineData("fax", "0532 123 45 67", null)]
    public void An_identity_has_one_spelling(string kind, string typed, string? value)
        => Assert.Equal(value, Identities.Normalise(new CitizenIdentity(kind, typed, Verified: false))?.Value);

    [Fact]
    public void The_Turkish_culture_does_not_change_an_address()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal("info@izmir.bel.tr", Identities.Normalise(new CitizenIdentity("email", "INFO@IZMIR.BEL.TR", Verified: true))?.Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("  Ayşe   Yılmaz ", "Ayşe Yılmaz")]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void A_name_is_tidied(string? typed, string? name) => Assert.Equal(name, Identities.NormaliseName(typed));
}
