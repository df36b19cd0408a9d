# language: en
@changes
Feature: Only who is entitled to it can change something, and only in its own

  Who may not see another instance's orders may not change them, either. What the portal answers does not tell whether the
  change was made: a refusal can come when it is made already, and a yes can mean that nothing happened. So another account,
  which may see the value, reads it before and after. What was changed is changed back.

  That nothing was changed counts only if somebody entitled was seen to make the same change.

  @if-any
  Rule: Who may change it can do so

    Scenario Outline: <account> makes the change <view> for <target> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> for <target> in the format <format>
      Then the change is seen by somebody else who may see it
      But I see nothing that belongs to other instances alone
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account                                                   | view  | target       | format |
        | every administrator with permission for certain instances | every | every target | every  |

    Scenario Outline: <account>, who may see the whole city, makes the change <view> for <target> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> for <target> in the format <format>
      Then the change is seen by somebody else who may see it
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account                  | view  | target       | format |
        | every city administrator | every | every target | every  |

    Scenario Outline: <account>, who may see only its own, makes the change <view> for <target> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> for <target> in the format <format>
      Then the change is seen by somebody else who may see it
      But I see nothing about other persons
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account        | view  | target       | format |
        | every employee | every | every target | every  |

    Scenario Outline: <account> makes the change <view> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> in the format <format>
      Then the change is seen by somebody else who may see it
      But I see nothing that belongs to other instances alone
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account                                                   | view  | format |
        | every administrator with permission for certain instances | every | every  |

    Scenario Outline: <account>, who may see the whole city, makes the change <view> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> in the format <format>
      Then the change is seen by somebody else who may see it
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account                  | view  | format |
        | every city administrator | every | every  |

    Scenario Outline: <account>, who may see only its own, makes the change <view> in the format <format>
      Given I am logged in as <account>
      When I make the change <view> in the format <format>
      Then the change is seen by somebody else who may see it
      But I see nothing about other persons
      And I see nothing about pay or pension, and no kind of data that the view may not show

      Examples:
        | account        | view  | format |
        | every employee | every | every  |

  @if-any
  Rule: Who may not change it changes nothing, whatever the portal answers

    Scenario Outline: <account> tries to make the change <view> for <target> in the format <format>
      Given I am logged in as <account>
      When I try to make the change <view> for <target> in the format <format>
      Then nothing is changed, and the answer reveals nothing about others

      Examples:
        | account       | view  | target       | format |
        | every account | every | every target | every  |

    Scenario Outline: <account> tries to make the change <view> for somebody else's <target> in the format <format>
      Nor may anybody conclude from the answer that it exists.

      Given I am logged in as <account>
      When I try to make the change <view> for <target> in the format <format>
      Then nothing is changed, and the answer reveals nothing about others
      And the answer cannot be told from the answer for something that does not exist

      Examples:
        | account       | view  | target       | format |
        | every account | every | every target | every  |

    Scenario Outline: <account> tries to make the change <view> in the format <format>
      Given I am logged in as <account>
      When I try to make the change <view> in the format <format>
      Then nothing is changed, and the answer reveals nothing about others

      Examples:
        | account       | view  | format |
        | every account | every | every  |
