using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration.Tests;

public sealed class SecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_gives_the_key_of_its_name_and_wins_over_what_was_set_before()
    {
        File.WriteAllText(Path.Combine(_folder, "Storage__ConnectionString"), "Host=from-the-file;Database=hub\n");
        File.WriteAllText(Path.Combine(_folder, "Sites__0__IdentitySecret"), "thirty-two characters and then some");
        var configuration = new ConfigurationBuilder();
        configuration.AddInMemoryCollection([new("Storage:ConnectionString", "Host=from-elsewhere"), new("Storage:Provider", "postgres")]);

        configuration.AddSecrets(_folder);

        var built = configuration.Build();
        Assert.Equal("Host=from-the-file;Database=hub", built["Storage:ConnectionString"]);
        Assert.Equal("postgres", built["Storage:Provider"]);
        Assert.Equal("thirty-two characters and then some", built["Sites:0:IdentitySecret"]);
    }

    [Fact]
    public void Without_a_folder_nothing_changes_and_a_missing_one_adds_nothing()
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddSecrets(null);
        configuration.AddSecrets("");
        Assert.Empty(configuration.Sources);

        configuration.AddSecrets(Path.Combine(_folder, "not-there"));
        Assert.Empty(configuration.Build().AsEnumerable());
    }

    [Fact]
    public void A_secret_that_cannot_be_read_is_named_and_does_not_go_unnoticed()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "Storage__ConnectionString"), Path.Combine(_folder, "..", "not-there-at-all"));

        var refused = Assert.Throws<SecretsException>(() => new ConfigurationManager().AddSecrets(_folder));

        Assert.Contains("CONTACTHUB_SECRETS", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage__ConnectionString", refused.Message, StringComparison.Ordinal);
    }
}
