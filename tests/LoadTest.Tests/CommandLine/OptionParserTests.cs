namespace ContactHub.LoadTest.CommandLine;

public sealed class OptionParserTests
{
    [Fact]
    public void Options_are_read_into_their_places()
    {
        LoadOptions options = OptionParser.Parse(["relay", "--pairs", "50", "--rate", "5000", "--warm", "2.5"]);

        Assert.Equal(("relay", 50, 5000, 2.5), (options.Command, options.Pairs!.Value, options.Rate!.Value, options.WarmSeconds));
    }

    [Fact]
    public void Compare_may_be_written_as_an_option() =>
        Assert.Equal(("compare", 5), (OptionParser.Parse(["--compare", "--rounds", "5"]).Command, OptionParser.Parse(["--compare", "--rounds", "5"]).Rounds));

    [Fact]
    public void Idle_takes_its_number_without_a_name() => Assert.Equal(3000, OptionParser.Parse(["idle", "3000", "--target", "relay"]).Connections);

    [Fact]
    public void Log_gets_its_options_as_they_were() => Assert.Equal(["--rounds", "5"], OptionParser.Parse(["log", "--rounds", "5"]).Rest);

    [Theory]
    [InlineData("No command given.")]
    [InlineData("'dance'", "dance")]
    [InlineData("--rounds", "relay", "--rounds", "3")]
    [InlineData("needs a value", "relay", "--pairs")]
    [InlineData("--pairs", "relay", "--pairs", "0")]
    [InlineData("--window", "relay", "--window", "65")]
    [InlineData("--seconds", "relay", "--seconds", "1,5")]
    [InlineData("--seconds", "log", "--seconds", "1.5")]
    [InlineData("--target", "idle", "10", "--target", "moon")]
    [InlineData("there is no file", "hub", "--hub", "/nowhere/Api.dll")]
    [InlineData("on this machine", "hub", "--url", "http://example.org")]
    [InlineData("--agent", "hub", "--url", "http://127.0.0.1:5000")]
    [InlineData("go with --url", "hub", "--agent", "a@b")]
    public void A_wrong_argument_is_named(string part, params string[] args) =>
        Assert.Contains(part, Assert.Throws<OptionException>(() => OptionParser.Parse(args)).Message, StringComparison.Ordinal);
}
