//! The closed choices a profile makes, and the types and colours Notion has.
//!
//! Sources: Notion API reference, "Property object" and "Update data source properties".

use crate::words::words;

words! {
    /// Which way changes of a field go.
    Direction {
        /// Changes are taken from either side.
        Both = "both",
        /// Notion's value is never overwritten; it can be given once, when a record is made here.
        FromNotion = "from_notion",
        /// Only changes made here go out; Notion's are observed and not taken.
        ToNotion = "to_notion",
    }
}

words! {
    /// What happens when both sides changed a field since they last agreed. The losing value is kept whatever the policy.
    Policy {
        /// The change made here wins.
        Local = "local",
        /// The change made in Notion wins.
        Notion = "notion",
        /// The later of the two changes wins.
        Newest = "newest",
        /// A person decides.
        Ask = "ask",
    }
}

words! {
    /// What happens to a value that is not one of the allowed ones.
    OnUnknown {
        /// The row is not valid.
        Refuse = "refuse",
        /// The default is used in its place, and that is reported.
        Default = "default",
    }
}

words! {
    /// What is kept of a text.
    Keep {
        /// Its words: the join of `plain_text`.
        Text = "text",
        /// Its words with their styles and links, as Notion's Markdown.
        Markdown = "markdown",
    }
}

words! {
    /// How many conditions of a filter have to hold.
    Matching {
        /// Every one.
        All = "all",
        /// At least one.
        Any = "any",
    }
}

words! {
    /// How a filter compares. Texts are compared exactly, case included.
    Operator {
        /// Is exactly this.
        Equals = "equals",
        /// Is anything but this.
        NotEquals = "not_equals",
        /// Begins with this.
        StartsWith = "starts_with",
        /// Ends with this.
        EndsWith = "ends_with",
        /// Has this somewhere.
        Contains = "contains",
        /// Is one of these.
        OneOf = "one_of",
        /// Has no value.
        IsEmpty = "is_empty",
        /// Has a value.
        IsNotEmpty = "is_not_empty",
    }
}

words! {
    /// The colours of an option.
    Color {
        /// Light grey, Notion's own choice.
        Default = "default",
        /// Grey.
        Gray = "gray",
        /// Brown.
        Brown = "brown",
        /// Orange.
        Orange = "orange",
        /// Yellow.
        Yellow = "yellow",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Pink.
        Pink = "pink",
        /// Red.
        Red = "red",
    }
}

words! {
    /// The types of property a field can have. Types that Notion adds later are not among them and cannot be mapped.
    PropertyKind {
        /// The title of a row.
        Title = "title",
        /// Formatted text.
        RichText = "rich_text",
        /// A number.
        Number = "number",
        /// One option.
        Select = "select",
        /// Several options.
        MultiSelect = "multi_select",
        /// One option, in groups.
        Status = "status",
        /// A day, a moment, or a range of either.
        Date = "date",
        /// People.
        People = "people",
        /// Files.
        Files = "files",
        /// Yes or no.
        Checkbox = "checkbox",
        /// An address on the web.
        Url = "url",
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        PhoneNumber = "phone_number",
        /// Other pages.
        Relation = "relation",
        /// Computed by an expression.
        Formula = "formula",
        /// Computed over a relation.
        Rollup = "rollup",
        /// When the page was made.
        CreatedTime = "created_time",
        /// When the page was last edited.
        LastEditedTime = "last_edited_time",
        /// Who made the page.
        CreatedBy = "created_by",
        /// Who last edited the page.
        LastEditedBy = "last_edited_by",
        /// A counted id.
        UniqueId = "unique_id",
        /// Whether a page of a wiki was verified.
        Verification = "verification",
        /// A button.
        Button = "button",
        /// A place on the map.
        Place = "place",
    }
}

impl PropertyKind {
    /// Whether the value is made by Notion and cannot be written.
    #[must_use]
    pub fn is_computed(self) -> bool {
        matches!(
            self,
            Self::Formula
                | Self::Rollup
                | Self::CreatedTime
                | Self::LastEditedTime
                | Self::CreatedBy
                | Self::LastEditedBy
                | Self::UniqueId
                | Self::Button
        )
    }

    /// Whether the value is words, so that a length and a pattern mean something.
    #[must_use]
    pub fn is_words(self) -> bool {
        matches!(
            self,
            Self::Title | Self::RichText | Self::Url | Self::Email | Self::PhoneNumber
        )
    }

    /// Whether the value is chosen among options.
    #[must_use]
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::Select | Self::MultiSelect | Self::Status)
    }
}
