using ContactHub.Accounts;
using ContactHub.Departments;
using ContactHub.CannedAnswers;
using ContactHub.FaqBot;

namespace ContactHub.Demo;

/// <summary>
/// Fills an empty database with the demo municipality: departments, people, opening hours, FAQ, canned answers. Does nothing where there is any
/// department already. Passwords are made at random and told once.
/// </summary>
internal sealed class DemoSeed(
    DemoOptions options, StaffStore staff, StaffAccounts accounts, OpeningHoursStore hours, FaqStore faq, CannedAnswerStore canned)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>The sign-ins that were made, one line each; empty when nothing had to be done.</summary>
    public async Task<IReadOnlyList<string>> EnsureSeeded()
    {
        if (!options.Enabled || (await staff.Departments()).Count > 0) return [];
        var demo = DemoMunicipality.Read(Path.Combine(Folder, "municipality.json"));
        for (var i = 0; i < demo.Departments.Length; i++)
        {
            var d = demo.Departments[i];
            await staff.Save(new Department(d.Id ?? FaqFile.DepartmentIdOf(d.Tr), d.Tr, d.En, d.Color, i));
        }

        foreach (var (department, json) in demo.Hours) await hours.Save(department, json.GetRawText());
        var entries = FaqFile.Read(await File.ReadAllTextAsync(Path.Combine(Folder, "faq-seed.json")));
        await faq.Save([.. entries.Select(FaqEntryJson.Write)], entry: null);
        for (var i = 0; i < demo.Canned.Length; i++)
        {
            var answer = demo.Canned[i];
            await canned.Save(new CannedAnswer($"demo-{i + 1}", null, CannedAnswer.Everywhere, answer.Shortcut, answer.Title, answer.Text, answer.Language), entry: null);
        }

        var lines = new List<string>();
        foreach (var person in demo.Staff) lines.Add(await Create(person));
        return lines;
    }

    private async Task<string> Create(DemoPerson person)
    {
        var password = OneTimePassword.Create();
        var result = await accounts.Create(
            new NewStaff(person.Name, person.Email, person.Roles, person.Departments, person.Capacity, person.Languages, person.Extension), password);
        return result.Succeeded
            ? $"Demo {person.Roles[0],-11} {person.Email,-22} password: {password}"
            : throw new InvalidOperationException($"The demo's {person.Email} could not be made: {string.Join(' ', result.Errors.Values.SelectMany(texts => texts).Select(text => text.En))}");
    }
}
