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

    [Fact]
    public void A_cluster_has_its_own_options()
    {
        LoadOptions options = OptionParser.Parse(["faults", "--silos", "3", "--apis", "1", "--plan", "silo=7", "--set", "Cluster:MissedProbes=3", "--set", "a=b"]);

        Assert.Equal((3, 1, 7), (options.Silos!.Value, options.Apis, options.Plan.Total));
        Assert.Equal(["Cluster:MissedProbes=3", "a=b"], options.Settings);
    }

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
    [InlineData("--apis goes with --silos", "faults", "--apis", "2")]
    [InlineData("--plan goes with --silos", "faults", "--plan", "silo=1")]
    [InlineData("--plan is written", "faults", "--silos", "2", "--plan", "silo")]
    [InlineData("--kills is for one process", "faults", "--silos", "2", "--kills", "3")]
    [InlineData("neither a silo nor Redis", "faults", "--silos", "0")]
    [InlineData("--set is", "hub", "--silos", "2", "--set", "nothing")]
    [InlineData("exclude each other", "hub", "--silos", "2", "--url", "http://127.0.0.1:5000", "--agent", "a@b", "--password", "x")]
    [InlineData("not the relay", "idle", "10", "--silos", "2", "--target", "relay")]
    [InlineData("go with --url", "hub", "--agent", "a@b")]
    public void A_wrong_argument_is_named(string part, params string[] args) =>
        Assert.Contains(part, Assert.Throws<OptionException>(() => OptionParser.Parse(args)).Message, StringComparison.Ordinal);
}
