using ContactHub.Departments;

namespace ContactHub.Routing;

public sealed class OpeningHoursSourceTests : HubFacts
{
    private const string Closed = """{"weekly":{}}""";

    [Fact]
    public async Task Without_hours_it_is_always_open_and_a_change_holds_at_once()
    {
        var hours = Hub.Service<OpeningHoursSource>();
        Assert.True(await hours.IsOpen("su"));
        Assert.Empty(await hours.Change("su", Closed));
        Assert.False(await hours.IsOpen("su"));
        Assert.True(await hours.IsOpen("zabita"));
    }

    [Fact]
    public async Task The_general_hours_hold_for_departments_without_their_own()
    {
        var hours = Hub.Service<OpeningHoursSource>();
        await hours.Change(OpeningHoursStore.Everywhere, Closed);
        await hours.Change("su", """{"weekly":{"mon":[{"from":"00:00","to":"24:00"}]}}""");
        Assert.True(await hours.IsOpen("su"));
        Assert.False(await hours.IsOpen("zabita"));
        Assert.False(await hours.IsOpen(null));
    }

    [Fact]
    public async Task Hours_with_faults_are_not_stored()
    {
        var hours = Hub.Service<OpeningHoursSource>();
        Assert.NotEmpty(await hours.Change("su", """{"timeZone":"Nowhere"}"""));
        Assert.Empty(await Hub.Service<OpeningHoursStore>().All());
    }

    [Fact]
    public async Task What_another_node_changed_holds_a_minute_later()
    {
        var hours = Hub.Service<OpeningHoursSource>();
        Assert.True(await hours.IsOpen("su"));
        await Hub.Service<OpeningHoursStore>().Save("su", Closed);
        Assert.True(await hours.IsOpen("su"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await hours.IsOpen("su"));
    }
}
