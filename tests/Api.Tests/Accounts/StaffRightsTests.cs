using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Accounts.Tests;

public sealed class StaffRightsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Are_those_of_now_and_none_for_who_has_left_or_has_a_one_time_password(bool onPostgres)
    {
        await using var hub = await TestHub.Start(onPostgres ? await (await PostgresServer.Shared).CreateDatabase() : null);
        await hub.Staff.Save(new Department("su", "Su", "Water", "#0077cc", 1));
        var rights = hub.Services.GetRequiredService<StaffRights>();
        var id = await hub.Create("deniz@ornek.bel.tr", StaffRoles.Agent, StaffRoles.Auditor);
        var person = new NewStaff("Deniz Kaya", "deniz@ornek.bel.tr", [StaffRoles.Supervisor], ["su"], 4, ["tr"]);

        var before = (await rights.Of(id))!;
        await Change(hub, id, person, active: true);
        var changed = (await rights.Of(id))!;
        await Change(hub, id, person, active: false);
        var left = await rights.Of(id);
        var (fresh, _) = await hub.InScope(s => s.GetRequiredService<StaffAccounts>().Create(person with { Email = "ece@ornek.bel.tr" }));

        Assert.Equal(["agent", "auditor"], before.Roles.AsEnumerable());
        Assert.Equal(["su"], before.Departments.AsEnumerable());
        Assert.Equal(["supervisor"], changed.Roles.AsEnumerable());
        Assert.Null(left);
        Assert.Empty((await rights.Of(fresh.Id!))!.Roles);
        Assert.Null(await rights.Of("nobody"));
    }

    private static Task<StaffResult> Change(TestHub hub, string id, NewStaff person, bool active) =>
        hub.InScope(services => services.GetRequiredService<StaffAccounts>().Change(id, person, active));
}
