using ContactHub.Audit;
using ContactHub.Storage.Tests;

namespace ContactHub.Departments;

/// <summary>What departments and staff promise, on either database.</summary>
public abstract class StaffContract : HubDatabaseBase
{
    private static readonly Department Water = new("su", "Su ve Kanalizasyon", "Water", "#0088cc", 2);
    private static readonly Department Police = new("zabita", "Zabıta", "Municipal Police", "#884400", 1);

    private StaffStore Staff => new(Database, Audit);

    private AuditLog Audit => new(Database, TimeProvider.System);

    [Fact]
    public async Task Departments_are_kept_changed_and_listed_by_position()
    {
        await Staff.Save(Water);
        await Staff.Save(Police);
        Assert.Equal([Police, Water], await Staff.Departments());

        await Staff.Save(Water with { Position = 0, NameEn = "Water Works" });

        Assert.Equal(["su", "zabita"], (await Staff.Departments()).Select(department => department.Id));
        Assert.Equal("Water Works", (await Staff.Department("su"))!.NameEn);
        Assert.Null(await Staff.Department("none"));
    }

    [Fact]
    public async Task Staff_are_kept_with_their_departments_and_languages()
    {
        await Staff.Save(Water);
        await Staff.Save(Police);
        await Staff.Save(Member("b", ["zabita"]));
        await Staff.Save(Member("a", ["zabita", "su"]));

        var found = (await Staff.Agent("a"))!;
        Assert.Equal(("Agent a", 3, true), (found.Name, found.Capacity, found.Active));
        Assert.Equal(["su", "zabita"], found.Departments.AsEnumerable());
        Assert.Equal(["tr", "en"], found.Languages.AsEnumerable());
        Assert.Equal(["a", "b"], (await Staff.Agents()).Select(member => member.Id));
        Assert.Equal(["a"], (await Staff.Agents("su")).Select(member => member.Id));
        Assert.Equal(["su", "zabita"], (await Staff.Agents("su"))[0].Departments.AsEnumerable());
        Assert.Null(await Staff.Agent("none"));

        await Staff.Save(Member("a", ["su"]) with { Active = false, Languages = [] });
        Assert.Equal(["b"], (await Staff.Agents("zabita")).Select(member => member.Id));
        found = (await Staff.Agent("a"))!;
        Assert.False(found.Active);
        Assert.Empty(found.Languages);
    }

    [Fact]
    public async Task A_department_that_does_not_exist_is_refused_and_nothing_is_half_done()
    {
        await Staff.Save(Water);
        await Staff.Save(Member("a", ["su"]));
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Staff.Save(Member("a", ["su", "atlantis"]) with { Name = "Changed" }));
        Assert.Contains("atlantis", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Agent a", (await Staff.Agent("a"))!.Name);
    }

    [Fact]
    public async Task A_phone_is_one_person_s_and_of_whoever_works_here()
    {
        await Staff.Save(Member("a", []) with { Extension = "1001" });
        await Staff.Save(Member("b", []));
        await Staff.Save(Member("c", []));
        Assert.Equal("a", (await Staff.AgentAt("1001"))!.Id);
        Assert.Null(await Staff.AgentAt("1002"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Staff.Save(Member("b", []) with { Extension = "1001" }));

        await Staff.Save(Member("a", []) with { Extension = "1001", Active = false });
        Assert.Null(await Staff.AgentAt("1001"));
        Assert.Equal("1001", (await Staff.Agent("a"))!.Extension);
    }

    [Fact]
    public async Task Values_out_of_range_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Staff.Save(Member("a", []) with { Capacity = 21 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Staff.Save(Member(new string('a', 41), [])));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Staff.Save(Member("a", []) with { Extension = "10 01" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Staff.Save(Member("a", []) with { Languages = ["tr,en"] }));
        Assert.Empty(await Staff.Agents());
    }

    [Fact]
    public async Task Only_a_department_in_which_nobody_works_is_deleted_and_its_hours_with_it()
    {
        var hours = new OpeningHoursStore(Database, Audit);
        await Staff.Save(Water);
        await Staff.Save(Member("a", ["su"]));
        await hours.Save("su", "{}");
        Assert.False(await Staff.DeleteDepartment("su"));
        Assert.False(await Staff.DeleteDepartment("none"));

        await Staff.Save(Member("a", []));

        Assert.True(await Staff.DeleteDepartment("su"));
        Assert.Empty(await Staff.Departments());
        Assert.Empty(await hours.All());
    }

    [Fact]
    public async Task Opening_hours_are_kept_and_replaced()
    {
        var hours = new OpeningHoursStore(Database, Audit);
        await hours.Save("su", "{\"a\":1}");
        await hours.Save("*", "{}");
        await hours.Save("su", "{\"a\":2}");
        Assert.Equal([("*", "{}"), ("su", "{\"a\":2}")], (await hours.All()).Select(row => (row.Key, row.Value)).OrderBy(row => row.Key, StringComparer.Ordinal));
    }

    private static StaffMember Member(string id, string[] departments) => new(id, "Agent " + id, 3, ["tr", "en"], true, [.. departments]);
}

public sealed class SqliteStaffTests : StaffContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresStaffTests : StaffContract
{
    protected override bool OnPostgres => true;
}
